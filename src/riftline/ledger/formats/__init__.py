"""The formats that can be imported, the most particular first."""

from riftline.ledger.formats import acled, icews, polecat, ucdp
from riftline.ledger.formats.base import Format
from riftline.ledger.formats.gdelt import GDELT1, GDELT2, MENTIONS

FORMATS: tuple[Format, ...] = (
    *(GDELT2, GDELT1, MENTIONS),
    *(icews.FORMAT, polecat.FORMAT, acled.FORMAT, ucdp.FORMAT),
)
