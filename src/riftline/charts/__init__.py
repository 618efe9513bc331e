"""Charts of the measures: Arrow tables in, Altair charts out; drawn without a network, readable without the manual."""
