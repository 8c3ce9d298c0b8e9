"""Facts: who may read them is said by their type, or by each of them."""

from typing import ClassVar

from safeconduct.kernel.facts import Fact


class Told(Fact, frozen=True, kw_only=True):
    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "told"


class ToldTo(Told, frozen=True, kw_only=True):
    agency: str = ""

    @property
    def audience(self) -> str:
        return f"referral.{self.agency}"


def test_a_fact_goes_to_the_readers_of_its_type():
    assert Told().audience == "operations"


def test_a_fact_may_name_its_own_readers():
    assert {ToldTo(agency=agency).audience for agency in ("a", "b")} == {"referral.a", "referral.b"}
