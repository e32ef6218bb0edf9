"""An answer that stays behind when its run is moved tells on which revision of the flow it was given."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("earlier_answer", sa.Column("revision_id", sa.Integer(), nullable=True))
