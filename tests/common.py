from uuid import uuid4

from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.point_of_sale.tests.common import TestPointOfSaleCommon

from .terminals import TerminalCalls

CASHIER = "base.group_user,point_of_sale.group_pos_user"
MANAGER = "base.group_user,point_of_sale.group_pos_manager"


class PosSyncCommon(TerminalCalls, TestPointOfSaleCommon):
    """A sender, two receivers and a plain till, all open, each with a cashier and a drawer of its
    own; a second company with a sender and a receiver."""

    @classmethod
    def setUpClass(cls, chart_template_ref=None):
        super().setUpClass(chart_template_ref=chart_template_ref)
        cls.tokens, cls.cashiers = {}, {}
        cls.other_company = cls.company_data_2["company"]
        cls._create_goods()
        cls.sender = cls._open_till("Counter", is_sync_sender=True)
        cls.receiver = cls._open_till("Checkout", is_sync_receiver=True)
        cls.second = cls._open_till("Express", is_sync_receiver=True)
        cls.plain = cls._open_till("Plain")
        cls.stranger = cls._open_till(
            "Elsewhere", cls.other_company, is_sync_sender=True, is_sync_receiver=True
        )
        cls.manager = new_test_user(
            cls.env,
            "sync_manager",
            MANAGER,
            email="m@example.com",
            **cls._within(cls.company),
        )

    @classmethod
    def _within(cls, company):
        return {"company_id": company.id, "company_ids": [Command.set(company.ids)]}

    @classmethod
    def _create_goods(cls):
        cls.tax = cls.env["account.tax"].create(
            {
                "name": "VAT 10 incl",
                "amount": 10,
                "price_include": True,
                "company_id": cls.company.id,
            }
        )
        values = {
            "available_in_pos": True,
            "taxes_id": [Command.set(cls.tax.ids)],
            "type": "consu",
        }
        cls.product, cls.other_product = cls.env["product.product"].create(
            [
                {**values, "name": "Lamp", "list_price": 11},
                {**values, "name": "Bulb", "list_price": 5.5},
            ]
        )
        cls.customer = cls.env["res.partner"].create({"name": "Ada", "email": "ada@example.com"})

    @classmethod
    def _open_till(cls, name, company=None, **flags):
        """A point of sale with a drawer and a cashier of its own, open."""
        company = company or cls.company
        code = f"S{len(cls.cashiers)}"
        env = cls.env(context={**cls.env.context, "allowed_company_ids": company.ids})
        journal = env["account.journal"].create(
            {
                "name": f"Drawer {name}",
                "code": code,
                "type": "cash",
                "company_id": company.id,
            }
        )
        cash = env["pos.payment.method"].create({"name": f"Cash {name}", "journal_id": journal.id})
        config = env["pos.config"].create(
            {"name": name, "payment_method_ids": [Command.set(cash.ids)], **flags}
        )
        login = f"sync_cashier_{code.lower()}"
        user = new_test_user(
            cls.env,
            login,
            CASHIER,
            name=f"{name} Cashier",
            email=f"{login}@example.com",
            **cls._within(company),
        )
        # A config is one record whatever the environment it is looked up in.
        cls.cashiers[config.id] = user
        cls.tokens[config.id] = str(uuid4())
        cls._open_session(config)
        return cls.env["pos.config"].browse(config.id)

    @classmethod
    def _open_session(cls, config):
        own = cls._as_cashier("pos.config", config).browse(config.id)
        own.open_ui()
        own.current_session_id.set_cashbox_pos(0, "")
        # Loading the terminal reads the token of its channel.
        cls._session(config)._get_bus_channel_name()
        return cls._session(config)

    # -- Who calls ---------------------------------------------------------------------------

    @classmethod
    def _as_cashier(cls, model, config):
        """``model`` as the cashier of ``config`` sees it."""
        user = cls.cashiers[config.id]
        return cls.env[model].with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    @classmethod
    def _session(cls, config):
        # Sudo: tests look at sessions of both companies.
        config = cls.env["pos.config"].sudo().browse(config.id)
        config.invalidate_recordset(["current_session_id"])
        return config.current_session_id
