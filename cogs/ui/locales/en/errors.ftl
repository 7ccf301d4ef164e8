# What went wrong, what is accepted, and one example.

# Whom the matrix of permissions lets, and what whoever is refused is at the table.
who-may = { $who ->
    [creator] whoever opened { $code }
    [creator-or-moderator] whoever opened { $code } or may manage this channel
    [creator-or-dm-or-moderator] whoever opened { $code }, its DM or someone who may manage this channel
    [creator-or-dm-or-co-dm] whoever opened { $code }, its DM and its co-DMs
    [dm] the DM of { $code }
    [co-dm-or-player] those who play at { $code } and its co-DMs
    [dm-or-co-dm-or-player] those who play at { $code }, its DM and its co-DMs
    [dm-or-co-dm] the DM of { $code } and its co-DMs
   *[dm-or-co-dm-or-stand-in] the DM of { $code }, its co-DMs and whoever stands in for the DM
}
you-are = { $you ->
    [dm] you are its DM
    [co-dm] you are a co-DM there
    [stand-in] you stand in for its DM
    [player] you play there
    [spectator] you watch there
    [kicked] you were sent away from there
   *[stranger] you have no seat there
}

error-table-not-found = There is no open table { $code } in this server. A code is a word and four digits, like `MIST-1234`; the Table card shows it.
error-no-table-here = No table is open in this channel. Open one with `/table open`, or join one elsewhere with `/table join code:MIST-1234`.
error-roll-not-found = There is no such roll, or not any more. Roll anew, for example `/r 1d20+5`.
error-roll-unproven = That roll is older than proofs, so there is nothing to verify it by. Rolls made since can be: try `/r 1d20+5`, then `/dice verify`.
error-roll-elsewhere = That link leads to { $host }, and I know my own rolls alone: I ask nobody else. Open the link, and the roll’s page checks itself there; or use `python -m bot verify roll URL`. Of mine I take a link or its last 22 letters, for example { $deed ->
    [reveal] `/dice reveal roll:kN3vQ9xT2mZ7bR5cW8yLfA`
    [rule] `/dice rule roll:kN3vQ9xT2mZ7bR5cW8yLfA ruling:It counts as a failure reason:the rope was wet`
   *[verify] `/dice verify roll:kN3vQ9xT2mZ7bR5cW8yLfA`
}.
error-roll-unreadable = I cannot tell which roll “{ $given }” is. Give the link behind its card’s *Permalink*, or the 22 letters, digits and signs at the link’s end, for example { $deed ->
    [reveal] `/dice reveal roll:kN3vQ9xT2mZ7bR5cW8yLfA`
    [rule] `/dice rule roll:kN3vQ9xT2mZ7bR5cW8yLfA ruling:It counts as a failure reason:the rope was wet`
   *[verify] `/dice verify roll:kN3vQ9xT2mZ7bR5cW8yLfA`
}.
error-verify-one-thing = Give me one thing to verify: a roll by its link or id, or a verification file. For example `/dice verify roll:kN3vQ9xT2mZ7bR5cW8yLfA`.
error-no-roll-shown = No roll of mine is in that message. { $deed ->
    [reveal] *Reveal hidden roll* works on the sealed card of a roll
   *[verify] *Verify roll* works on a roll’s card
}, and on messages with the link of one. A link or an id can be given to { $deed ->
    [reveal] `/dice reveal roll:kN3vQ9xT2mZ7bR5cW8yLfA`
   *[verify] `/dice verify roll:kN3vQ9xT2mZ7bR5cW8yLfA`
} too.
error-no-dice-said = There is nothing to roll in that message. *Roll this* works on a roll’s card, and on messages with dice in them: `1d20+5 adv # stealth`, “I attack with 1d20+7”, or `[[1d20+7]]` anywhere in a text.
error-file-too-large = The file has { $size } bytes, and a verification file never has more than { $limit }. Take the one behind *Verification file* on the roll’s page, or its link, for example `/dice verify roll:kN3vQ9xT2mZ7bR5cW8yLfA`.
error-not-seated = You have no seat at { $code }. Press **Join** on its card, or use `/table join code:{ $code }`.
error-not-put-aside = { $code } is not put aside, so there is nothing to resume. `/table status` shows whether a table is open here; if none is, open a new one with `/table open`.
error-not-yours-to-resume = Only those who had a seat at { $code } when it was put aside can resume it, and { you-are }. Ask one of them to use `/table resume`, or open a table of your own in another channel with `/table open`.
error-nothing-put-aside = No table is put aside in this channel. Open one with `/table open`; a campaign’s (`kind:Campaign`) can be resumed later.
error-spectators-watch = You watch at { $code }. To roll there, get up with `/table leave` and take a seat: `/table join code:{ $code }`.
error-kicked = You were sent away from { $code }, and only { who-may } can let you in again. Another table can be joined by its code, for example `/table join code:MIST-1234`.
error-not-the-dm = Only { who-may } roll hidden there, and { you-are }. Roll in the open, for example `/r 1d20+5`.
error-not-the-creator = Only { who-may } can give it a DM, and { you-are }. Ask them, or open a table of your own in another channel: `/table open mode:DM-led`.
error-not-yours-to-lead = Only { who-may } can do that, and { you-are }. `/table status` shows who they are.
error-not-yours-to-set = How { $code } is played is set by { $who ->
    [creator] whoever opened it
   *[dm] its DM
} alone, and { you-are }. `/table status` shows how it is played.
error-not-yours-to-look-at = Only whoever made a hidden roll can look at it, and at a DM-led table those who lead: its DM and co-DMs, and whoever stands in for the DM. `/dice history` shows the rolls that are yours to see.
error-not-yours-to-kick = Only { who-may } can send people away or let them in, and { you-are }. `/table status` shows who they are.
error-cannot-kick-self = You cannot send yourself away. To get up, use `/table leave`; to end it, `/table close`.
error-cannot-kick-leader = Neither the DM of { $code } nor whoever opened it can be sent away. To get up yourself, use `/table leave`.
error-bots-take-no-seat = That is a bot, and bots take no seat at { $code }, so there is nobody to send away. Name a person, for example `/table kick user:@Mara`.
error-player-not-found = That person has no seat at { $code }. `/table status` shows who has; people take one with `/table join code:{ $code }`.
error-kicked-already = That person was sent away from { $code } already, and cannot come back. `/table status` shows who was; `/table unkick` lets somebody in again.
error-too-many-kicked = { $limit } people are kept away from { $code }, and it can be no more. Let somebody in again with `/table unkick`, or end the table with `/table close` and open one with a new code: `/table open`.
error-nobody-kicked = That person was not sent away from { $code }, so they can sit down by themselves: `/table join code:{ $code }`.
error-nobody-leads = { $code } is an open table: nobody leads it. Whoever opened it can give it a DM, for example `/table promote user:@Mara`.
error-already-dm-led = { $code } has a DM already, who can hand it on: `/table handoff user:@Mara`.
error-role-held-already = { $name } is that already. `/table status` shows what everybody is.
error-dm-hands-off = The DM of { $code } stays its DM until they hand it on, for example `/table handoff user:@Mara`.
error-too-many-spectators = All { $seats } places to watch { $code } are taken. Take a seat instead: `/table join code:{ $code }`.
error-not-yours-to-close = Only { who-may } can close it, and { you-are }. To get up yourself, use `/table leave`.
error-already-seated = You already have a seat at { $code }. Roll with `/r 1d20`.
error-table-full = All { $seats } seats at { $code } are taken. Ask somebody to `/table leave`, or open another table in another channel.
error-table-closed = Table { $code } is closed. Open a new one with `/table open`; a campaign’s that was put aside goes on with `/table resume`.
error-table-here-already = Table { $code } is already open in this channel. Join it with `/table join`, or open yours in another channel or thread.
error-dc-out-of-range = DC { $dc } is out of range: a DC is a whole number from { $lowest } to { $highest }, for example `/roll dice:1d20+5 dc:15`.
error-table-dc-out-of-range = DC { $dc } is out of range: a table’s DC is a whole number from { $lowest } to { $highest }, for example `/table dc value:15`. Without a value, the table has none.
error-no-dc-to-clear = { $code } has no DC, so there is none to take away. Set one, for example with `/table dc value:15`.
error-entropy-empty = There is nothing to add. Type any text, for example `/dice entropy text: a fair wind`; it makes the rolls after it depend on you.
error-dcs-too-long = With that DC behind each of its rolls the line would be longer than { $limit } characters. Roll fewer at once, for example `/r 6x4d6kh3 dc12`.
error-entropy-unreadable = There are signs in that text that cannot be written down. Type any text without them, for example `/dice entropy text: a fair wind`.
error-entropy-too-long = The text has { $length } characters; at most { $limit } fit, for example `/dice entropy text: a fair wind`.
error-label-too-long = The label has { $length } characters; at most { $limit } fit. Say it shorter, for example `# fire bolt`.
error-since-unreadable = I cannot tell when “{ $since }” is. Say how far back (`12h`, `7d`, `2 weeks`, `3 months`), `today`, or a day like `2026-11-01`; at most a hundred years.
error-preset-not-found = You have no preset called “{ $name }”. See yours with `/dice preset list`, or make it with `/dice preset save`.
error-preset-name-empty = A preset needs a name that can be seen, for example `fire bolt`.
error-preset-name-too-long = The name has { $length } characters; at most { $limit } fit. Take a shorter one, for example `fire bolt`.
error-too-many-presets = You have { $limit } presets, and no more fit. Replace one by saving under its name, or make room with `/dice preset delete`.
error-odds-under-way = I’m still working out the odds you asked for before. Wait for them, then ask again, for example `/dice odds dice:1d20+5 reach:15`.
error-too-fast = That was too fast: { $limit ->
    [tables] you can open { $times ->
        [one] one table
       *[other] { $times } tables
    }
    [codes] you can try { $times ->
        [one] one wrong code
       *[other] { $times } wrong codes
    }
    [rulings] you can rule on { $times ->
        [one] one roll
       *[other] { $times } rolls
    }
    [entropy] you can add { $times ->
        [one] one text
       *[other] { $times } texts
    }
    [imports] you can import { $times ->
        [one] one sheet
       *[other] { $times } sheets
    }
    [fetches] you can have { $times ->
        [one] one character
       *[other] { $times } characters
    } fetched
    [portraits] you can give { $times ->
        [one] one portrait
       *[other] { $times } portraits
    }
   *[rolls] you can roll { $times ->
        [one] once
       *[other] { $times } times
    }
} in { $per_s ->
    [300] five minutes
    [600] ten minutes
   *[other] { $per_s } s
}. Please try again in { $seconds } s, for example { $limit ->
    [tables] `/table open`
    [codes] `/table join code:MIST-1234`
    [rulings] `/dice rule`
    [entropy] `/dice entropy text: a fair wind`
    [imports] `/character import`
    [fetches] `/character import`
    [portraits] `/character portrait`
   *[rolls] `/r 1d20+5`
}.
error-database-away = I can’t reach my records just now. Try again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}.
error-written-by-another-version = Another version of the bot has written here, and this one can’t read that yet: most likely an upgrade is under way, and nothing is lost.
    Try again in { $seconds } seconds. If it stays so, tell whoever runs the bot; `python -m bot verify ledger` names the place.
error-file-away = Discord does not hand me that file just now. Try again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}, or give the roll’s link: `/dice verify roll:kN3vQ9xT2mZ7bR5cW8yLfA`.
error-codes-used-up = Every table code I tried is in use. Try `/table open` again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}.
not-shown = Nobody else was shown anything, for Discord did not take the card. Your roll stands all the same.
not-allowed-to-show = Nobody else was shown anything, for I may not write in this channel. Ask an admin to give me *View Channel* and *Send Messages* here.
error-bug = Something broke on my side, and nothing is lost that was shown to you. If it stays broken, tell whoever runs me this incident number: `{ $incident }`.
error-event-not-found = There is no such event here, so nothing was undone. The history names each by its number, for example `12`.
error-already-undone = That is undone already. What happened after it can still be undone, one by one.
error-undoes-another = That event took another one back, so it stays as it is. Do the thing anew instead.

error-not-yours-to-reveal = Only whoever made a hidden roll can reveal it, and at a DM-led table those who lead: its DM and co-DMs, and whoever stands in for the DM. Yours are offered when you type `/dice reveal`.
error-not-its-rollers-to-see = You made that roll, but how it fell is for others to see and to reveal: only { who-may } can, and { you-are }. `/dice history` shows the rolls that are yours to see.
error-hidden-before-stand-in = That roll was made before you stood in for the DM of { $code }, and what was hidden before stays hidden from you too. What is rolled hidden from then on you can see, for example your own: `/roll dice:1d20 hidden:True`.
error-hidden-for-its-roller = Only whoever made that roll can look at it and reveal it: it was made before { $code } had a DM, and leading the table does not change whose it is. `/dice history` shows the rolls that are yours to see.
error-roll-not-hidden = That roll was made in the open, and everybody can see it. What can be revealed is a hidden one: `/roll dice:1d20 hidden:True`.
error-roll-still-hidden = That roll is still hidden, and a ruling on it would tell too much. Reveal it first, for example with `/dice reveal`.
error-nobody-rules = { $code } is an open table, where nobody can overrule the dice. At a DM-led one those who lead can: `/table open mode:DM-led`.
error-nobody-rules-here = That roll was made beside any table, where nobody can overrule the dice. At a DM-led table those who lead can: `/table open mode:DM-led`.
error-not-yours-to-rule = Only { who-may } rule on the rolls made there, and { you-are }. `/table status` shows who they are.
error-reason-empty = Say why, for everybody to read, for example with `reason: the rope was wet` in `/dice rule`.
error-reason-too-long = The reason has { $length } characters; at most { $limit } fit, for example with `reason: the rope was wet` in `/dice rule`.
error-roll-made-elsewhere = That roll was made in <#{ $channel }>, and those who were there should see this. Do it there, for example with { $deed ->
    [rule] `/dice rule roll:kN3vQ9xT2mZ7bR5cW8yLfA ruling:It counts as a failure reason:the rope was wet`
   *[reveal] `/dice reveal roll:kN3vQ9xT2mZ7bR5cW8yLfA`
}.

# A DM who is away, and who stands in.
error-dm-not-missed = The DM of { $code } leads it, so there is nobody to vote for. When they go, or do not answer and you say so with `/table away`, the table waits for them a while and then asks you.
error-not-yours-to-report = Only { who-may } can say that its DM is away, and { you-are }. { $you ->
    [dm] If you have to go, use `/table leave`: the table waits for you a while, and then goes on without
    [spectator] To play there, get up with `/table leave` and take a seat: `/table join code:{ $code }`
    [kicked] `/table status` shows who can
   *[stranger] To play there, take a seat: `/table join code:{ $code }`
}.
error-dm-away-already = The DM of { $code } is away already: the table waits for them a while, then a co-DM leads on or the players choose who stands in. `/table status` shows who leads.
error-dm-just-acted = The DM of { $code } did something there { $ago ->
    [one] one second
   *[other] { $ago } seconds
} ago. A DM who has done nothing for { $quiet ->
    [one] one second
   *[other] { $quiet } seconds
} can be said to be away: use `/table away` again in { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}.
error-dm-was-there = You said { $ago ->
    [0] just now
    [one] a minute ago
   *[other] { $ago } minutes ago
} that the DM of { $code } does not answer, and they did. You may say so again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}; until then, somebody else who plays there can use `/table away`.
error-co-dm-leads = { $code } has a co-DM, who leads on while its DM is away; no vote is held. `/table status` shows who that is.
error-stands-in-already = { $name } stands in at { $code } already, until its DM is back or they get up themselves with `/table leave`.
error-cannot-stand-in = Only somebody who plays at { $code } can stand in, and that person does not any more. Choose another; `/table status` shows who plays.
error-only-players-vote = Only the players of { $code } choose who stands in, and { you-are }. { $you ->
    [dm] Press *I am back*, or do anything at the table: `/r 1d20` will do
   *[spectator] To play there, get up with `/table leave` and take a seat: `/table join code:{ $code }`
}.
error-not-yours-to-return = Only the DM of { $code } can say that they are back, and { you-are }. `/table status` shows who leads meanwhile.

# Threads that tables get for themselves.
error-thread-already = You are in a thread already, and a thread has none below it. Open the table right here with `/table open`, or in a text channel with `/table open where:A thread of its own`.
error-threads-not-here = This kind of channel has no threads that I could start. Text and announcement channels have them: use `/table open where:A thread of its own` there, or open the table right here with `/table open`.
error-threads-not-allowed = I may not start threads here. I lack: { $lacking }. Ask an admin to allow that for my role in this channel’s settings, or open the table right here with `/table open`.
error-too-many-threads = This server has as many open threads as Discord allows. Close one that nobody needs, or open the table right here with `/table open`.
error-thread-not-made = Discord did not start a thread just now. Try `/table open where:A thread of its own` again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}, or open the table right here with `/table open`.
error-dm-thread-already = The table has a DM thread already: <#{ $channel }>. What you roll there, for example `/r 1d20+5`, is hidden.
error-dm-thread-not-allowed = I may not make a DM thread here. I lack: { $lacking }. Ask an admin to allow that for my role in this channel’s settings, then press *DM thread* under `/table settings` again. Without one you can still roll hidden: `/roll dice:1d20 hidden:True`.
error-no-room-for-dm-thread = There is no DM thread yet, for this server has as many open threads as Discord allows. Close one that nobody needs, then press *DM thread* under `/table settings` again.
error-dm-thread-not-made = Discord did not make the DM thread just now. Press *DM thread* under `/table settings` again in { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}.
error-dm-thread-here = This is the DM thread of a table, and no other is opened in it. Open yours in a channel or thread for its players, for example with `/table open where:A thread of its own`.
error-no-private-threads-here = Private threads can be started below text channels alone, and this table is elsewhere. Roll hidden without one, for example `/roll dice:1d20 hidden:True`.

# Characters.
error-no-character = You play no character here. Make one with `/character create`, bring one with `/character import`, or say which of yours you play: `/character use name:Thorn`.
error-character-not-found = That character is not there any more. `/character list` shows yours; one that was deleted less than 30 days ago comes back with `/character restore name:Thorn`.
error-character-not-named = There is no character “{ $named }” that you can use here{ $names ->
    [none] . `/character list` shows yours
   *[other] . There are: { $names }
}. Give the whole name, for example `/character sheet name:Thorn`.
error-version-not-found = There is no version { $version } of that sheet. `/character history` lists them, each with its number, for example `/character restore version:12`.
error-not-your-character = That character is not yours to { $needs ->
    [see] look at
    [play] play
    [edit] edit
   *[own] give away or delete
}. Its owner can let you: `/character delegate user:@Bob may:Play it`.
error-not-offered-to-you = That character was offered to somebody else, or the offer was withdrawn. Its owner can offer it again: `/character transfer user:@Bob`.
error-delegate-yourself = It is yours: you may do everything with it already. Name somebody else, for example `/character delegate user:@Bob may:Play it`.
error-offered-to-yourself = It is yours already. Name who shall have it, for example `/character transfer user:@Bob`.
error-no-such-scope-here = There is no { $scope } here to choose a character for. Choose another scope, for example `/character use name:Thorn scope:Everywhere`.
error-too-many-characters = You have { $limit } characters, and that is as many as I keep for one person. Delete one that you no longer play: `/character delete name:Thorn`.
error-too-many-delegates = { $limit } people can use that character already. Take it from one of them first: `/character delegate user:@Bob may:Nothing`.

# Fights.
error-no-fight-here = No fight is on at this table. Whoever leads it begins one with `/combat start`.
error-fight-here-already = A fight is on at this table already. Join it with `/combat join`, or end it first: `/combat end`.
error-fight-over = That fight is over. Begin another with `/combat start`.
error-fight-not-begun = The first turn has not begun yet. Whoever leads begins it with `/combat next`.
error-in-fight-already = That character is in the fight already. `/combat status` shows who is.
error-fights-elsewhere = That character is in a fight already, in <#{ $channel }>, and nobody is in two at once. Take it out there with `/combat leave`, and join here then: `/combat join`.
error-not-in-fight = You play nobody in this fight. Bring your character in with `/combat join`, or name for whom you act: `/attack with:Scimitar target:Thorn as:Goblin`.
error-combatant-not-found = They are not in the fight any more. `/combat status` shows who is.
error-combatant-not-named = Nobody whom you know of in this fight is called “{ $named }”. There are: { $names }. For example `/attack with:Longsword target:Goblin`.
error-not-your-combatant = You do not play { $name }. Name one of your own, or ask whoever leads: `/attack with:Longsword target:Goblin as:Thorn`.
error-not-yours-to-run = Only whoever leads the fight can do that: the DM, or at an open table whoever began it. `/combat status` shows the fight.
error-not-your-turn = It is somebody else’s turn in round { $round }. Wait for yours, or let whoever leads overrule it: `/attack with:Longsword target:Goblin overrule:True`. An opportunity attack is said as one, and takes the reaction: `choice:opportunity attack`.
error-not-your-turn-to-end = It is the turn of { $name }: they end it, or whoever leads. `/combat status` shows whose turn comes next.
error-turn-over = That turn is over already, and the next has begun. `/combat status` shows whose it is; `/combat next` ends it.
error-nobody-in-order = Nobody in the fight can take a turn. Bring somebody in: `/combat join`.
error-no-turn-before = This is the first turn of the fight: there is none before it. `/combat undo` takes the last step back.
error-cannot-act = They cannot act: they are down or incapacitated. End what holds them, for example `/combat cure who:Thorn name:stunned`, or let whoever leads overrule it.
error-surprised = They are surprised, and do nothing before their first turn is over. `/combat next` ends it.
error-action-spent = The action of this turn is spent. `/combat next` ends the turn; whoever leads can overrule it: `/attack with:Longsword target:Goblin overrule:True`.
error-bonus-action-spent = The bonus action of this turn is spent. `/combat next` ends the turn.
error-reaction-spent = The reaction is spent until their next turn begins. `/combat status` shows whose turn it is.
error-lair-action-spent = The lair has acted in this round. `/combat next` goes on.
error-legendary-actions-spent = There are not enough legendary actions left before their next turn. `/combat status` shows what is left.
error-legendary-action-taken = They have taken a legendary action since the last turn ended, and take one at a time. `/combat next` ends this turn, and offers the next.
error-legendary-in-own-turn = It is their own turn, and legendary actions are taken when somebody else’s has ended. Use an action of the turn, for example `/attack with:Bite target:Thorn`.
error-used-up = { $action } is used up until it comes back. Choose another action, for example `/attack with:Scimitar target:Thorn`.
error-no-slot = There is no spell slot for that. `/character sheet` shows those that are left.
error-target-dead = The target is dead already, and no attack is made at it. Choose another, for example `/attack with:Longsword target:Goblin`; `/combat status` shows who stands.
error-target-covered = The target is behind total cover, and cannot be chosen. Choose another, for example `/attack with:Longsword target:Goblin`.
error-charmed-by-target = They are charmed by that target, and cannot attack it. Choose another, for example `/attack with:Longsword target:Goblin`.
error-death-save-made = That death save is made; there is one a turn. `/combat next` ends the turn.
error-one-slot-a-turn = A slot was spent on a spell in this turn already, and one is all that a turn lets anybody spend. Cast a cantrip, for example `/cast spell:Fire Bolt target:Goblin`, or whatever takes no slot.
error-bonus-spell-cast = In a turn in which a spell is cast as a bonus action, all others have to be cantrips that take an action. Cast one, for example `/cast spell:Fire Bolt target:Goblin`.
error-not-in-melee = { $attack } cannot be made in somebody else’s turn: an opportunity attack is made in melee, with a weapon in the hand or without. For example `/attack with:Longsword target:Goblin choice:opportunity attack`.
error-off-hand-first = The other hand strikes after an attack with a light weapon in the first: `/attack with:Shortsword target:Goblin`, and then `/attack with:Dagger (off hand) target:Goblin`.
error-feature-needs = { $action } needs { $needs }, which is not going on. Begin with it: `/combat act action:Rage`.
error-attack-first = { $action } follows an attack of this turn’s action. Attack first: `/attack target:Goblin`, and then `/combat act action:Flurry of Blows target:Goblin`.
error-hit-first = { $action } comes with a hit in melee, once with each. Hit first: `/attack target:Goblin`, and then `/combat act action:Stunning Strike`.
error-save-first = { $action } comes with a saving throw that has just failed: there is none. Make one first, for example `/save ability:Wisdom`.
error-first-round-only = { $action } comes with initiative: it can be used in the first round alone. Do something else: `/combat act action:dodge`.
error-no-slot-spent = { $action } gives back a slot that is used up, and of that level none is. `/character sheet` shows them.
error-act-first = { $action } brings this turn’s action back, once. Spend that first: `/attack target:Goblin`, and then `/combat act action:Action Surge`.
error-nobody-needs-it = Nobody at whom { $action } is aimed misses a hit point, so none of it is used. Aim it at somebody who is hurt, for example `/combat act action:Lay On Hands target:Thorn choice:5`.
error-off-hand-made = The other hand strikes once a turn, and has. Attack with the first: `/attack with:Shortsword target:Goblin`.
error-loading = { $attack } is loaded anew for each shot: one for each action. Attack with something else, for example `/attack with:Shortsword target:Goblin`.
error-cleave-made = Cleave strikes a second creature once a turn, and has. Aim at one alone: `/attack with:Greataxe target:Goblin`.
error-sneak-attack-made = Sneak Attack has struck in this turn already. Attack without it, for example `/attack with:Shortsword target:Goblin`.
error-sneak-attack-first = { $action } comes with a hit that was just made with a finesse or ranged weapon: by advantage, or, without disadvantage, where an ally stands within 5 feet of the target. Hit so first: `/attack with:Shortsword target:Goblin`.
error-not-dying = They are not dying. `/combat status` shows how everybody is.
error-no-such-effect = Nothing called “{ $effect }” lasts on them. Give the name as the fight has it, for example `/combat cure who:Thorn name:prone`.
error-undo-later-first = What has happened since depends on that. Take the later steps back first, for example `/combat undo steps:2`.
error-undo-outrun = Something happened just now, while you took a step back, so nothing was taken back. Look, and try again: `/combat undo`.
error-attack-not-found = There is no attack “{ $named }”. There are: { $names }. For example `/attack with:Longsword target:Goblin`.
error-action-not-found = There is no action “{ $named }”. There are: { $names }. For example `/attack with:Scimitar target:Thorn`.
error-monster-not-found = The { $year } book, by which this fight goes, has no monster “{ $named }”{ $elsewhere ->
    [none] {""}
   *[other] ; the { $elsewhere } book has
}. { $near ->
    [none] {""}
   *[other] Did you mean { $near }?{" "}
}For example `/combat add monster:{ $example } count:3`.
error-too-many-combatants = { $limit } are in the fight, and that is as many as I keep apart. Take somebody out first: `/combat leave who:Goblin`.
error-too-many-monsters = At most { $limit } come at once. For example `/combat add monster:Goblin count:3`.
error-check-not-found = I know no check “{ $named }”. Name a skill, an ability or initiative, for example `/check skill:stealth`; of saves, an ability: `/save ability:Dexterity`.
error-dead-already = { $name } is dead, and the dead do nothing of that. A spell may bring them back, or whoever leads decides; to set it right, give them hit points: `/hp amount:=1`.
error-cannot-rest = They have no hit points left, so a long rest does nothing for them. Heal them first, for example `/hp amount:+5`.
error-no-hit-dice = There are { $left } hit dice left, and { $wanted } were to be spent. Spend fewer, for example `/rest kind:Short rest hit_dice:1`.
error-hit-points-unreadable = I cannot read “{ $given }” as a change of hit points. A sign says which way, = sets a number, for example `/hp amount:-7`, `/hp amount:+1d8+3` or `/hp amount:=20`.
error-hit-points-out-of-range = “{ $given }” is out of range: hit points change by a number of at most { $limit } digits. Give a smaller one, for example `/hp amount:-7`, `/hp amount:+1d8+3` or `/hp amount:=20`.
error-damage-type-unknown = There is no damage type “{ $named }”. There are: { $names }. For example `/hp amount:-7 type:fire`.
error-no-rest-in-fight = Nobody rests while a fight is on here. End it first: `/combat end`.
