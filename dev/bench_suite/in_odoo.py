# Run in odoo-bin shell, which gives it env: figures of server time. Lines with @figure are read.
import json
import os
import sys

sys.path[:0] = os.environ["PYTHONPATH"].split(os.pathsep)
import odoo_figures

odoo_figures.say = lambda figure: print("@figure", json.dumps(figure.as_dict()), flush=True)
odoo_figures.main(env)  # noqa: F821
