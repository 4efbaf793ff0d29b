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


class TestLookup:
    async def test_says_what_an_account_is(
        self, everybody: World, province: Command, stranger: Command
    ) -> None:
        operator = await everybody.caller("32.04", "operator")
        channel = (await operator.post(PATH, body())).json()
        address = f"https://instagram.com/{channel['handle']}?igsh=x"
        unknown = province.run("channels", "lookup", address)
        assert (unknown.code, "tidak terdaftar resmi" in unknown.out) == (0, True)
        assert province.run("channels", "verify", channel["id"], "--yes").code == 0
        found = stranger.run("channels", "lookup", address)
        assert channel["name"] in found.out
        assert "(32.04)" in found.out
        told = province.run("channels", "lookup", "--json", address)
        assert told.document["state"] == "official"
