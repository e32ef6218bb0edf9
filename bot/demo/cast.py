"""Who plays in the demo: the customers of Bottega Rossi, its staff, and what it sells."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the shop knows them; `id` is the shop's own number."""

    id: str
    first_name: str
    last_name: str
    language: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Product:
    """Something to buy, in euros, named in each language of the shop."""

    sku: str
    italian: str
    english: str
    price: Decimal

    def name(self, language: str) -> str:
        return self.italian if language == "it" else self.english


ADA = Customer("C-1001", "Ada", "Whitfield", "en", "ada@customers.example")
LUCA = Customer("C-1002", "Luca", "Moretti", "it", "luca@customers.example")
EMMA = Customer("C-1003", "Emma", "Larsen", "en", "emma@customers.example")
CHIARA = Customer("C-1004", "Chiara", "Fontana", "it", "chiara@customers.example")
GIOVANNI = Customer("C-1005", "Giovanni", "Serra", "it", "giovanni@customers.example")
MARTA = Customer("C-1006", "Marta", "Greco", "it", "marta@customers.example")
JAMES = Customer("C-1007", "James", "O’Connor", "en", "james@customers.example")
SOFIA = Customer("C-1008", "Sofia", "Ricci", "it", "sofia@customers.example")

CUSTOMERS = (ADA, LUCA, EMMA, CHIARA, GIOVANNI, MARTA, JAMES, SOFIA)

GIULIA = "Giulia Ferri"
MARCO = "Marco Bianchi"
STAFF = (GIULIA, MARCO)

PLATE = Product(
    "MAI-017", "piatto di maiolica dipinto a mano", "hand-painted majolica plate", Decimal("64.00")
)
VASE = Product("VET-004", "vaso di vetro soffiato", "blown-glass vase", Decimal("89.00"))
BOARD = Product("OLI-022", "tagliere in legno d’ulivo", "olive-wood cutting board", Decimal("38.50"))
WALLET = Product("PEL-009", "portafoglio in cuoio toscano", "Tuscan leather wallet", Decimal("72.00"))
PAPER = Product("CAR-031", "quaderno di carta marmorizzata", "marbled-paper notebook", Decimal("24.90"))

PRODUCTS = (PLATE, VASE, BOARD, WALLET, PAPER)


def find_customer(customer_id: str) -> Customer:
    """By the shop's number. Raises LookupError where there is none."""
    for customer in CUSTOMERS:
        if customer.id == customer_id:
            return customer
    raise LookupError(f"There is no customer {customer_id}.")


def find_product(sku: str) -> Product:
    """Raises LookupError where there is none."""
    for product in PRODUCTS:
        if product.sku == sku:
            return product
    raise LookupError(f"There is no product {sku}.")
