"""What a clarification should do, told a second time and without the application's own tables."""

from dataclasses import dataclass, field, replace

VERIFY = {"request-changes", "approve", "countersign", "publish", "plan", "cancel", "retract"}
OF_PROVINCE = {"request-changes", "countersign", "retract"}
# Where the text stands that is worked on, and what may then be done with it.
APPLIES = {
    "edit": {"draft", "changes_requested"},
    "submit": {"draft", "changes_requested"},
    "withdraw": {"in_review"},
    "request-changes": {"in_review", "approved"},
    "approve": {"in_review"},
    "countersign": {"in_review", "approved"},
    "publish": {"approved"},
    "plan": {"approved"},
    "cancel": {"approved"},
    "correct": {"published"},
    "retract": {"published"},
    "discard": set[str](),
    "delete": {"draft"},
}
OF_CORRECTIONS = {
    "correct": set[str](),
    "delete": set[str](),
    "discard": {"draft", "changes_requested"},
    "retract": {"draft", "in_review", "changes_requested", "approved"},
}
OPERATIONS = sorted(APPLIES)


@dataclass(frozen=True)
class Actor:
    """Somebody who acts; for a machine `person` is who answers for it."""

    name: str
    tenant: str
    role: str
    person: str

    @property
    def of_province(self) -> bool:
        return self.tenant == "32"


@dataclass(frozen=True)
class Text:
    """One revision, and the people behind it."""

    revision: int
    title: str
    writers: frozenset[str]
    approved_by: str | None = None
    signed_by: str | None = None

    def undecided(self) -> "Text":
        return replace(self, approved_by=None, signed_by=None)


@dataclass
class Model:
    """One clarification."""

    id: str
    tenant: str
    wide: bool  # for regions beyond its own
    text: Text  # the one worked on
    stage: str = "draft"
    version: int = 1
    public: Text | None = None
    corrections: int = 0
    planned: bool = False
    slug: str | None = None
    number: str | None = None
    history: list[str] = field(default_factory=list)

    @property
    def is_correcting(self) -> bool:
        return self.public is not None and self.stage not in {"published", "retracted"}

    @property
    def status(self) -> str:
        return "published" if self.is_correcting else self.stage

    def expected(self, operation: str, actor: Actor, *, stale: bool = False) -> int:
        """The status that the API should answer with; 200 for all that is done."""
        if operation in VERIFY and actor.role != "verifier":
            return 403
        if operation == "countersign" and not actor.of_province:
            return 403
        if not self._in_reach_of(actor, operation):
            return 404
        if stale:
            return 412
        if not self._applies(operation, actor):
            return 409
        return self._judged(operation, actor)

    def _in_reach_of(self, actor: Actor, operation: str) -> bool:
        if self.stage == "deleted":
            return False
        if actor.tenant == self.tenant:
            return True
        return actor.of_province and operation in OF_PROVINCE and self.status != "draft"

    def _applies(self, operation: str, actor: Actor) -> bool:
        unseen = actor.tenant != self.tenant and self.is_correcting and self.stage == "draft"
        if unseen:  # the province reads what is published
            return "published" in APPLIES[operation]
        if operation == "cancel" and not self.planned:
            return False
        if operation == "countersign" and self.text.signed_by:
            return False
        applies = {**APPLIES, **OF_CORRECTIONS} if self.is_correcting else APPLIES
        return self.stage in applies[operation]

    def _judged(self, operation: str, actor: Actor) -> int:
        if operation == "approve" and actor.person in {*self.text.writers, self.text.signed_by}:
            return 403
        if operation == "countersign" and actor.person in {
            *self.text.writers,
            self.text.approved_by,
        }:
            return 403
        if operation in {"publish", "plan"} and self.needs_signature:
            return 409
        return 200

    @property
    def needs_signature(self) -> bool:
        return self.wide and self.tenant != "32" and self.text.signed_by is None

    def follow(self, operation: str, actor: Actor, title: str = "") -> None:
        """What it is once the operation was carried out."""
        self.version += 1
        self.history.append(f"{operation} by {actor.name}")
        getattr(self, "_" + operation.replace("-", "_"))(actor.person, title)

    def _edit(self, person: str, title: str) -> None:
        self.text = replace(self.text, title=title, writers=self.text.writers | {person})

    def _submit(self, *_: str) -> None:
        self.stage = "in_review"

    def _withdraw(self, *_: str) -> None:
        self.stage, self.text = "draft", self.text.undecided()

    def _request_changes(self, *_: str) -> None:
        self.stage, self.planned = "changes_requested", False
        self.text = self.text.undecided()

    def _approve(self, person: str, _: str) -> None:
        self.stage, self.text = "approved", replace(self.text, approved_by=person)

    def _countersign(self, person: str, _: str) -> None:
        self.text = replace(self.text, signed_by=person)

    def _publish(self, *_: str) -> None:
        self.corrections += self.public is not None
        self.stage, self.public, self.planned = "published", self.text, False

    def _plan(self, *_: str) -> None:
        self.planned = True

    def _cancel(self, *_: str) -> None:
        self.planned = False

    def _correct(self, person: str, _: str) -> None:
        self.stage = "draft"
        self.text = Text(self.text.revision + 1, self.text.title, frozenset({person}))

    def _discard(self, *_: str) -> None:
        assert self.public
        self.stage, self.text = "published", self.public

    def _retract(self, *_: str) -> None:
        assert self.public
        self.stage, self.text, self.planned = "retracted", self.public, False

    def _delete(self, *_: str) -> None:
        self.stage = "deleted"
