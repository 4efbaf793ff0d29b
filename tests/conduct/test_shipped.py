"""What a province begins with: complete, plain, and accepted by its own rules."""

import re

from api.conduct import policy_rules
from api.conduct.shipped import shipped_policy
from api.markdown import to_html, to_text
from tests.conduct.policies import LIST
from tests.world import World

# The eleven kinds in the order of DESIGN 5.
CODES = [
    "ujaran-kebencian-negara",
    "ujaran-kebencian-sara",
    "menyebarkan-kebencian",
    "berita-bohong",
    "menyebarkan-berita-bohong",
    "menyelenggarakan-kegiatan",
    "mengikuti-kegiatan",
    "menyetujui-di-media-sosial",
    "memakai-atribut",
    "melecehkan-simbol-negara",
    "dengan-sadar",
]


def test_names_the_eleven_kinds() -> None:
    policy = shipped_policy()
    assert [kind.code for kind in policy.kinds] == CODES
    policy_rules.check_kinds(policy)
    assert policy.language == "id"


def test_says_what_matters() -> None:
    text = to_text(to_html(shipped_policy().body)).lower()
    for word in ("jelas", "sumber", "netral", "sara", "data pribadi", "orang kedua", "melatih"):
        assert word in text, word
    assert "tidak membaca, memantau, menilai, atau memberi skor" in re.sub(r"\s+", " ", text)


def test_its_sentences_are_short() -> None:
    """The policy asks for plain language, so it keeps to it."""
    text = to_text(to_html(shipped_policy().body))
    lengths = [len(one.split()) for one in re.split(r"[.?!:]\s", re.sub(r"\s+", " ", text))]
    assert sum(lengths) / len(lengths) < 16
    assert max(lengths) < 45


async def test_may_be_created_as_it_is(ruled: World) -> None:
    admin = await ruled.caller("32", "admin")
    answer = await admin.post(LIST, shipped_policy().model_dump(mode="json"))
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["kinds"]) == 11
