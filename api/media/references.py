"""What refers to assets: every foreign key of every room, so that a new room is known without a word."""

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Table, exists, false, or_
from sqlmodel import SQLModel, col

from api.media.models import Asset

_ASSET: Table = SQLModel.metadata.tables["asset"]


def referring() -> list[ForeignKeyConstraint]:
    """The foreign keys that keep an asset; those whose rows go with it do not."""
    return [
        key
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.referred_table is _ASSET and key.ondelete != "CASCADE"
    ]


def is_referred_to() -> ColumnElement[bool]:
    """Whether a row shows the asset, for a statement over `Asset`.

    What row-level security hides from the tenant is not seen here. The database's own check of the
    foreign key sees it, and has the last word when the asset is deleted.
    """
    found = [
        exists().where(
            *(
                element.parent == col(getattr(Asset, element.column.name))
                for element in key.elements
            )
        )
        for key in referring()
    ]
    return or_(false(), *found)
