"""channels: what waits, and making it official."""

from tests.channels.bodies import PATH, body
from tests.simpulctl.running import Command
from tests.world import World


class TestVerify:
    async def test_shows_the_proof_and_makes_it_official(
        self, everybody: World, province: Command
    ) -> None:
        operator = await everybody.caller("32.04", "operator")
        made = await operator.post(PATH, body(proof={"kind": "bio_code"}))
        channel = made.json()
        queue = province.run("channels", "queue", "--tenant", "32.04", "--limit", "1000")
        assert channel["id"] in queue.out
        assert max(len(line) for line in queue.out.splitlines()) <= 80

        done = province.run("channels", "verify", channel["id"])
        assert (done.code, done.out) == (0, f"Kanal resmi: {channel['name']}\n")
        assert channel["handle"] in done.told
        assert f"kode {channel['proof_code']} ada di bio" in done.told
        now = (await operator.get(f"{PATH}/{channel['id']}")).json()
        assert now["status"] == "verified"
        later = province.run("channels", "queue", "--json", "--tenant", "32.04", "--limit", "1000")
        assert channel["id"] not in {row["id"] for row in later.document["data"]}
