"""A public warning speaks for a government: who has not read the active policy gives none.

Not the gate of the whole operation: taking a warning back stays open.
"""

from tests.conduct.policies import acknowledged, activated
from tests.impersonations.cases import PATH, address, change, opened
from tests.world import World

CODE = "policy-acknowledgement-required"


async def test_only_the_warning_is_gated(ruled: World) -> None:
    policy = await activated(ruled)
    operator = await ruled.caller("32.04", "operator")
    body = {"url": address(), "public_warning": "Akun ini palsu."}
    refused = await operator.post(PATH, body)
    assert (refused.status_code, refused.json()["code"]) == (403, CODE)
    made = await opened(operator)
    refused = await operator.patch(f"{PATH}/{made['id']}", {"public_warning": "Palsu."}, 1)
    assert (refused.status_code, refused.json()["code"]) == (403, CODE)

    await acknowledged(operator, policy)
    warned = await change(operator, made, public_warning="Palsu.")
    await activated(ruled)
    silent = await change(operator, warned, public_warning=None)
    assert (await change(operator, silent, status="dismissed"))["status"] == "dismissed"
