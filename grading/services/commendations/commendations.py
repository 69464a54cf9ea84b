"""Freezes one commendation for each award, prints it once, and tells anybody whether a paper is real."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from grading.actors import Actor, Standing
from grading.documents import commendation as sheet
from grading.documents import fingerprint, phrases
from grading.models import Award, Campaign, Commendation, Decision, Dossier
from grading.rules import awards
from grading.rules.frozen.facts import FrozenFacts, Sheet
from grading.services.commendations.codes import SHORT_CODE, readings
from grading.services.commendations.numbering import next_numbers
from grading.services.dossiers.evidence import keep_file
from grading.services.units.units import names_on
from grading.storage import Store
from workflows import Role


@dataclass(frozen=True, kw_only=True)
class Printing:
    """The public address of the service, and the size of the sheets; both are frozen into the printed paper."""

    base_url: str
    sheet: Sheet = "A4"


def make_all(session: Session, decision: Decision, printing: Printing, *, now: datetime) -> list[Commendation]:
    """Makes the papers of all awards of a decision that just got its number: register numbers in the order of the
    awards, frozen facts, no files yet. One lock and one flush for all: an issue keeps everybody else waiting."""
    if decision.issued_on is None or decision.number is None:
        raise ValueError("a commendation needs the number and date of its decision")
    year, items = decision.issued_on.year, {item.dossier_id: item for item in decision.items}
    numbers = next_numbers(session, decision.unit_id, year, len(decision.awards))
    named = {unit for item in items.values() for unit in (item.dossier.unit_id, item.dossier.review_unit_id)}
    names_on(session, {*named, decision.unit_id}, decision.issued_on)  # read for all at once, and kept for each paper
    papers = []
    for award, number in zip(decision.awards, numbers, strict=True):
        code, item = _fresh_code(), items[award.dossier_id]
        facts = _facts(session, award, decision, printing, code=code, number=number, year=year).to_json()
        papers.append(Commendation(
            award=award, authority_unit_id=decision.unit_id, register_year=year, register_no=number,
            code=code, short_code=code[:SHORT_CODE], facts=facts, digest=digest_of(facts),
            revision_digest=item.revision.digest if item.revision else "",
            demo=decision.campaign.demo, made_at=now,
        ))  # fmt: skip
    session.add_all(papers)
    session.flush()
    return papers


def digest_of(facts: dict[str, Any]) -> str:
    """Returns the SHA-256 over the facts as canonical JSON."""
    return sha256(rfc8785.dumps(facts)).hexdigest()


def _fresh_code() -> str:
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def _facts(
    session: Session, award: Award, decision: Decision, printing: Printing, *, code: str, number: int, year: int
) -> FrozenFacts:
    campaign, programme = decision.campaign, decision.campaign.programme
    unit = award.dossier.unit
    names = names_on(session, [unit.id, award.dossier.review_unit_id], campaign.as_of)
    issuer = names_on(session, [decision.unit_id], decision.issued_on or campaign.as_of)[decision.unit_id]
    paper = programme.paper
    return FrozenFacts(
        issuer_line=issuer.issuer_name.upper(),
        give=paper.give or "Tặng",
        recipient=names[unit.id].org_name,
        recipient_parent=names[award.dossier.review_unit_id].org_name,
        achievement=awards.achievement(programme.award(award.ground), campaign.year, decision.day),
        place_date=phrases.place_date(paper.place or "", decision.issued_on),
        formula=paper.formula.get(issuer.kind) or "",
        office=decision.signer_office or paper.office or "",
        signer_name=decision.signer_name or None,
        decision_line=phrases.decision_line(decision.number, decision.issued_on),
        register_line=(paper.register_line or "").format(register_no=f"{number:02d}/{year}"),
        short_code=code[:SHORT_CODE],
        verify_url=f"{printing.base_url.rstrip('/')}/verify/{code}",
        mark="demo" if campaign.demo else None,
        sheet=printing.sheet,
        serial=code,
    )


def all_ids(session: Session) -> list[int]:
    """Returns all ids in the order of making, for a run that prints missing files and copies existing ones."""
    return list(session.scalars(select(Commendation.id).order_by(Commendation.id)))


def render(commendation: Commendation) -> bytes:
    """Returns the sheet, from the frozen facts alone. It takes seconds, so run it outside a transaction.

    Raises PdfError, Overflow and Unprintable as the sheet does.
    """
    return sheet.render(commendation.frozen)


def keep(session: Session, store: Store, commendation: Commendation, content: bytes, *, now: datetime) -> bytes:
    """Stores the sheet as the commendation's own file and returns the stored file. An existing file stays and is
    returned.

    Raises StoredFileError when its file is lost and these bytes are not the same.
    """
    session.execute(select(Commendation.id).where(Commendation.id == commendation.id).with_for_update())
    session.refresh(commendation, ["pdf_sha256"])
    if commendation.pdf_sha256 is None:
        stored = keep_file(session, store, content, "application/pdf", now)
        commendation.pdf_sha256, commendation.renderer = stored.sha256, fingerprint.renderer_fingerprint()
        commendation.printed_at = now
        session.flush()
    elif commendation.pdf_sha256 == sha256(content).hexdigest():
        store.put(content)  # heals a file that was damaged on disk
    return store.get(commendation.pdf_sha256)


def lay_out(session: Session, commendation: Commendation, content: bytes, folder: Path) -> Path:
    """Writes a copy to a folder for people: <folder>/<campaign>/<register no>-<unit code>.pdf."""
    campaign, unit = commendation.award.decision.campaign, commendation.award.dossier.unit
    path = folder / campaign.code / f"{commendation.register_no}-{unit.code}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        draft = path.with_suffix(".part")
        draft.write_bytes(content)
        draft.replace(path)
    return path


def whole(session: Session, commendation_id: int) -> Commendation:
    """Returns a commendation for the printer, without a check of rights. Raises NoResultFound."""
    return session.scalars(with_award().where(Commendation.id == commendation_id)).one()


def with_award() -> Select[Commendation]:
    """Returns a query for commendations with all that their pages read, in one query."""
    return select(Commendation).options(
        joinedload(Commendation.award).joinedload(Award.decision).joinedload(Decision.campaign),
        joinedload(Commendation.award).joinedload(Award.dossier).joinedload(Dossier.unit),
    )


def get_commendation(session: Session, actor: Actor, commendation_id: int) -> Commendation:
    """Returns a commendation for the accounts of its authority that keep or read the register, for the cell that
    received it and for the commune that reviewed the cell. Raises NoResultFound for others."""
    return session.scalars(with_award().where(Commendation.id == commendation_id, _seen_by(actor.standing))).one()


def _seen_by(who: Standing) -> ColumnElement[bool]:
    own = who.units(Role.award_clerk, Role.authority_secretary, Role.inspector)
    cells = who.units(Role.cell_secretary, Role.cell_committee)
    communes = who.units(Role.commune_reviewer, Role.authority_secretary)
    return Commendation.authority_unit_id.in_(own) | Commendation.award.has(
        Award.dossier.has(Dossier.unit_id.in_(cells) | Dossier.review_unit_id.in_(communes))
    )


def list_commendations(session: Session, actor: Actor, campaign: Campaign | None = None) -> list[Commendation]:
    """Returns commendations in the order of the register."""
    query = with_award().where(_seen_by(actor.standing))
    if campaign is not None:
        query = query.where(Commendation.award.has(Award.decision.has(Decision.campaign_id == campaign.id)))
    order = (Commendation.register_year, Commendation.authority_unit_id, Commendation.register_no)
    return list(session.scalars(query.order_by(*order)))


def find_by_code(session: Session, typed: str) -> Commendation | None:
    """Finds a commendation by the whole code of the QR or the twelve letters that a person types. Returns None also for
    a text that may be the codes of several."""
    codes = readings(typed)
    of_codes = or_(Commendation.short_code.in_(codes), Commendation.code.in_(codes))
    found = session.scalars(with_award().where(of_codes).limit(2)).all()
    return found[0] if len(found) == 1 else None


def find_by_file(session: Session, content: bytes) -> Commendation | None:
    """Finds the commendation whose stored file is exactly this one."""
    query = with_award().where(Commendation.pdf_sha256 == sha256(content).hexdigest())
    return session.scalars(query).one_or_none()
