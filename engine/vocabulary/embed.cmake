# Embeds the vocabulary's data files. Filled in with the vocabulary itself.
