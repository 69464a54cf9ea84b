"""The notes on an accepted file: what was removed from it. Each has its words among the kinds of the vocabulary."""

LOCATION_REMOVED, METADATA_REMOVED = "location_removed", "metadata_removed"
PROPERTIES_REMOVED, LINKS_REMOVED = "properties_removed", "links_removed"
DAMAGE_REMOVED = "damage_removed"
