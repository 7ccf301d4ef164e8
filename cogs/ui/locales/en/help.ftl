# Help.
command-help = Six commands for a first evening, or all about one topic
option-help-topic = Which commands, like combat or character item
help-title = A first evening
help-try-table = `/table open`
help-try-character = `/character create quick:Thorn, human fighter 3, soldier`
help-try-roll = `/r 1d20+5`
help-try-check = `/check skill:stealth`
help-try-combat = `/combat start`
help-try-attack = `/attack with:Longsword target:Goblin`
help-more = Begin at the top: the table, then everybody’s character. Then somebody says what they do, and you roll.
help-foot = `/help topic:combat` tells of one topic; `/lookup name:Fireball` knows the books.
help-option = `{ $name }`
help-option-needed = `{ $name }` (needed)
error-help-not-found = I have no command like “{ $named }”. Near are: { $near }. For example `/help topic:combat`.
