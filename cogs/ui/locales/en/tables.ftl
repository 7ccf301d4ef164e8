# The table: its commands, its card and what is said about it.
command-table = Open a table, take a seat, see who plays
command-table-open = Open a table in this channel
command-table-join = Take a seat at a table
command-table-leave = Get up from the table in this channel
command-table-status = Show the table in this channel, to you alone
command-table-close = Close the table in this channel
option-mode = Who leads: everybody, or you as the DM
option-code = The table’s code, like MIST-1234; without it, the table in this channel
choice-mode-open = Open: everybody plays, nobody leads
choice-mode-dm-led = DM-led: you are the DM

table-title = Table { $code }
table-mode-open = Open table: everybody plays.
table-mode-dm-led = DM-led table: one leads, the others play.
table-is-closed = This table is closed. Its rolls and their permalinks stay.
table-seat = • { $name }
table-seat-dm = • { $name } (DM)
table-free-seats = { $free ->
    [one] *One free seat*
   *[other] *{ $free } free seats*
}
table-no-seats = *No free seats*
table-rolls = { $rolls ->
    [0] No rolls
    [one] One roll
   *[other] { $rolls } rolls
}
table-foot = { table-rolls } · join with `/table join code:{ $code }` · roll with `/r 1d20`
table-sealed = -# Dice sealed under `{ $commitment }`{ $texts ->
    [0] .
    [one] , with one text added.
   *[other] , with { $texts } texts added.
} Add one with `/dice entropy text:a fair wind`; the seed is made public when the table closes, or after a day.
table-unsealed = -# Opened: `{ $commitment }` sealed the seed `{ $seed }`. Every open roll made with it can be checked now.
table-unsealed-lost = -# What `{ $commitment }` sealed is lost: the bot’s secret key was changed while it ran.
table-joined = You have a seat at { $code } in { $channel }. Roll there with `/r 1d20`.
table-left = You left { $code }. The table keeps what you rolled.
table-closed = Table { $code } is closed after { $rolls ->
    [0] no rolls
    [one] one roll
   *[other] { $rolls } rolls
}.
button-join = Join
button-leave = Leave
button-roll-d20 = Roll d20
