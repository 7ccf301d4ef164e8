# The table: its commands, its card and what is said about it.
command-table = Open a table, take a seat, see who plays
command-table-open = Open a table in this channel
command-table-join = Take a seat at a table
command-table-leave = Get up from the table in this channel
command-table-away = As a player, say that the DM does not answer: they are asked, then the table goes on without
command-table-dc = For those who lead: set the DC that players’ d20s are held to; no value takes it away
command-table-promote = Make your open table DM-led: this player leads it from here
command-table-handoff = Hand the table to another DM; you play on as a player
command-table-role = Make somebody at the table a player, a co-DM or a spectator
command-table-kick = Send somebody away from the table; they cannot come back by themselves
command-table-unkick = Let somebody sit down again whom you sent away
command-table-resume = Go on with the campaign’s table that was put aside in this channel
command-table-settings = Set how this table is played: for how long, and what is rolled in secret
command-table-status = Show the table in this channel, to you alone
command-table-close = Close the table in this channel
option-mode = Who leads: everybody, or you as the DM
option-code = The table’s code, like MIST-1234; without it, the table in this channel
option-kind = For this evening, or for a campaign that goes on
choice-kind-quick = Quick: closes when nobody plays for long
choice-kind-campaign = Campaign: put aside when nobody plays, and resumed
option-where = Here, or in a new thread below this channel
choice-where-here = Here: in this channel
choice-where-thread = A thread of its own
option-join-as = Play, or only watch
option-table-dc = A whole number from 1 to 30; leave it out for no DC
option-table-promote = Who leads from here; they need a seat
option-table-handoff = Who leads from here; they need a seat
option-table-role-user = Whose role changes; they need a seat
option-table-role = What they are from now on
option-table-kick = Who has to go
option-table-unkick = Who may come back
choice-role-player = Player
choice-role-co-dm = Co-DM: leads beside you, and sees what is hidden
choice-role-spectator = Spectator: watches, and takes no seat away
choice-mode-open = Open: everybody plays, nobody leads
choice-mode-dm-led = DM-led: you are the DM

table-title = Table { $code }
table-mode-open = Open table: everybody plays.
table-mode-dm-led = DM-led table: one leads, the others play.
table-is-closed = This table is closed. Its rolls and their permalinks stay.
table-is-put-aside = This campaign’s table is put aside: nobody played for long. It goes on where it stopped.
expiry-warned = **{ $code }** closes { $when }, for nobody has played for a while. Any roll keeps it open, for example `/r 1d20`.
expiry-kept = **{ $code }** stays open, thanks to { $name }.
expiry-closed = **{ $code }** is closed, for nobody played any more. { $rolls ->
    [0] Nothing was rolled at it.
    [one] Its one roll stays, and so does its page.
   *[other] Its { $rolls } rolls stay, and so do their pages.
} Open a new one with `/table open`.
expiry-put-aside = **{ $code }** is put aside until the next evening. It goes on where it stopped: press *Resume*, or use `/table resume`.
settings-title = How { $code } is played
settings-kind = **When nobody plays for long**
settings-skills = **Rolled in secret**: when a player’s roll names one of these skills, as in `/r 1d20+4 # stealth`, only those who lead see how it fell.
settings-skills-later = **Rolled in secret**: which skills only a DM sees the rolls of. It counts once this table has a DM.
settings-skills-none = Nothing is rolled in secret
table-secret-skills = Rolled in secret: { $skills }
table-ends = Closes { $when } unless somebody plays
table-ends-campaign = Put aside { $when } unless somebody plays
table-kicked-people = Sent away: { $names }
table-kicked-people-more = Sent away: { $names } and { $more } more
table-resumed = **{ $code }** goes on where it stopped.
button-keep-open = Keep open
button-resume = Resume
table-seat = • { $name }
table-seat-dm = • { $name } (DM)
table-seat-co-dm = • { $name } (co-DM)
table-watching = Watching: { $names }
table-dc = **DC { $dc }** for players’ d20s
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
table-watching-now = You watch at { $code } in { $channel }. To play, get up with `/table leave` and join again.
table-dc-set = { $code } plays against **DC { $dc }**: players’ d20s are held to it where they name no DC of their own.
table-dc-cleared = { $code } has no DC now. Name one with a roll, for example `/r 1d20+5 dc15`.
table-promoted = From here on { $code } is DM-led, and **{ $name }** is its DM.
table-handed-off = **{ $name }** is the DM of { $code } now.
table-made-player = **{ $name }** is a player at { $code } now.
table-made-co-dm = **{ $name }** is a co-DM of { $code } now: they see what is hidden, set DCs and rule.
table-made-spectator = **{ $name }** watches at { $code } now.
table-kicked = { $name } has no seat at { $code } any more and cannot come back. Let them in again with `/table unkick`.
table-unkicked = { $name } may join { $code } again.
menu-kick-from-table = Kick from table
table-left = You left { $code }. The table keeps what you rolled.
table-closed = Table { $code } is closed after { $rolls ->
    [0] no rolls
    [one] one roll
   *[other] { $rolls } rolls
}.
button-join = Join
button-leave = Leave
button-roll-d20 = Roll d20

# A DM who is away, and who stands in.
table-dm-away = { $code } waits { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} for you, its DM; then a co-DM leads on until you are back, or the players choose who stands in. You keep your seat: whatever you do at the table brings you back. To have somebody else lead for good, use `/table handoff`; to end it, `/table close`.
table-dm-reported = I ask { $name } in the channel of { $code }. If they do nothing at the table for { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}, a co-DM leads on until they are back, or the players choose who stands in.
absence-reported = **{ $by }** says that { $name }, the DM of **{ $code }**, does not answer. Are you there? Press *I am here*, or do anything at the table: `/r 1d20` will do.
absence-answer-soon = Without a sign for { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}, a co-DM leads on until they are back, or the players choose who stands in.
absence-no-answer = **{ $name }**, the DM of **{ $code }**, does not answer.
absence-left-voice = **{ $name }**, the DM of **{ $code }**, has left the voice channels.
absence-said-so = **{ $name }**, the DM of **{ $code }**, is away.
absence-co-dms = Until they are back, **{ $names }** { $count ->
    [one] leads
   *[other] lead
} on.
absence-nobody = Nobody plays here who could stand in; the table waits. Take a seat with `/table join code:{ $code }`.
absence-vote = Players, choose who stands in until they are back. { $needed ->
    [one] One vote is
   *[other] { $needed } votes are
} needed for one person; you may change yours.
absence-votes = • { $name }: { $votes ->
    [one] one vote
   *[other] { $votes } votes
}
absence-pick = Who stands in?
absence-stood-in = **{ $name }** stands in for the DM of **{ $code }**: they set the DC, roll hidden and rule. What was hidden before stays hidden from them too.
absence-here = **{ $name }** is here and leads **{ $code }**.
absence-back = **{ $name }** is back and leads **{ $code }**.
button-i-am-back = I am back
button-i-am-here = I am here
table-seat-dm-away = • { $name } (DM, away)
table-seat-stand-in = • { $name } (stand-in)

# A table in a thread of its own.
table-thread-open = { $name }’s table
table-thread-open-campaign = { $name }’s campaign table
table-thread-dm-led = { $name }’s DM-led table
table-thread-dm-led-campaign = { $name }’s DM-led campaign
table-opened-apart = **{ $name }** opened { $mode ->
    [dm-led] the DM-led table
   *[open] the open table
} **{ $code }** in { $channel }. Press *Join* for a seat, or use `/table join code:{ $code }`.

# The private thread of those who lead.
button-dm-thread = DM thread
settings-dm-thread = **DM thread**: at a DM-led table, a private thread for its DM and co-DMs. What is rolled there is hidden, and copies of what is hidden elsewhere come in.
table-dm-thread = DM thread: { $channel }
dm-thread-name = DM thread of { $code }
dm-thread-made = The DM thread of { $code } is { $channel }. Whoever leads is let in, and taken out when they lead no more.
dm-thread-first = **This thread is for those who lead { $code }**: its DM and co-DMs, for as long as they lead. Who stands in for a DM is not let in.
    • What you roll here, for example `/r 1d20+5`, is a hidden roll of the table: the others see a sealed card in { $channel }.
    • Copies of the table’s hidden rolls, and of what players roll in secret, come here.
    • Commands work here as they do there. To reveal a roll or rule on one, go to { $channel }.
    -# Moderators with *Manage Threads*, and the server’s admins, can read private threads too: Discord lets them, whatever I do.
dm-thread-closed = Table **{ $code }** is closed, and this thread with it. What was hidden stays hidden.
dm-thread-put-aside = Table **{ $code }** is put aside, and this thread sleeps until it goes on.
