# ruff: noqa: F821
# Run by restaurant.py after prepare.py: a receiver with two tables.
terrace, tom = new_till("Garden", "E2EGA", "tom", is_sync_receiver=True, module_pos_restaurant=True)
terrace.floor_ids.pos_config_ids = [(3, terrace.id)]
floor = env["restaurant.floor"].create(
    {"name": "Under the Trees", "pos_config_ids": [(6, 0, terrace.ids)]}
)
for number in (1, 2):
    env["restaurant.table"].create(
        {
            "name": str(number),
            "floor_id": floor.id,
            "seats": 4,
            "position_h": 150 * number,
            "position_v": 100,
        }
    )
open_till(terrace, tom)
env.cr.commit()
