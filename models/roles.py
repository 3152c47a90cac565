"""How the role names of frames map to the general roles."""

from __future__ import annotations

_NAMES = {
    "ACTOR": """Act Actor Agent Arguer Arguers Assailant Author Authorities Avenger Buyer Cognizer Communicator
        Conqueror Creator Defender Destroyer Donor Earner Employer Exchanger_1 Exchangers Experiencer Figures Helper
        Ingestor Inspector Interlocutors Killer Manipulator Offender Offerer Participants Partners Perceiver_agentive
        Perpetrator Producer Protagonist Ratifier Researcher Responding_entity Selector Self_mover Seller Sender Side_1
        Sides Signatory Speaker Supplier Supporter Teacher Terrorist Tester Traveler Traveller Wearer""",
    "RECIPIENT": """Addressee Affected Beneficiary Benefited_party Chosen Deceased Employee Evaluee Exchanger_2
        Injured_party Member New_leader New_member Old_leader Patient Potential_hindrance Recipient Side_2 Student
        Supported Suspect Victim""",
    "PLACE": """Area Direction Factory Goal Goal_area Ground Location Path Place Place_of_employment Source Venue""",
    "TIME": "Duration Time",
    "INSTRUMENT": "Carrier Instrument Means Medication Medium Vehicle Weapon",
}
_GENERAL = {name: general for general, names in _NAMES.items() for name in names.split()}
_BY_FRAME = {
    ("Act", "Action"): "THEME",
    ("Act", "Terrorism"): "THEME",
    ("Ground", "Scrutiny"): "THEME",
    ("Goal", "Assistance"): "THEME",
    ("Source", "Getting"): "RECIPIENT",
    ("Theme", "Arriving"): "ACTOR",
    ("Theme", "Motion"): "ACTOR",
    ("Theme", "Departing"): "ACTOR",
    ("Recipient", "Getting"): "ACTOR",
    ("Recipient", "Receiving"): "ACTOR",
    ("Source", "Sending"): "PLACE",
}


def general_role(frame_role: str, frame: str) -> str:
    """The general role of a frame's role; what is neither somebody, a place, a time nor a means is the THEME."""
    return _BY_FRAME.get((frame_role, frame)) or _GENERAL.get(frame_role, "THEME")
