# The tracker: a fight as its card shows it, to everybody and to those who lead.
tracker-begins = Roll for initiative
tracker-round = Round { $round }
tracker-over = The fight is over { $rounds ->
    [0] before it began
    [one] after one round
   *[other] after { $rounds } rounds
}
tracker-nobody-there = Nobody is in this fight yet.
tracker-mirror = For those who lead: all numbers, and whom the players do not see.
tracker-earlier = *{ $count } more before*
tracker-later = *{ $count } more after*
tracker-fallen = Fallen: { $names }
tracker-fallen-more = Fallen: { $names } and { $more } more
tracker-turn-of = **{ $name } has the turn**
tracker-health = { $health ->
    [unhurt] unhurt
    [hurt] hurt
    [bloodied] bloodied
    [nearly-down] nearly down
    [down] down
    [dead] dead
   *[unknown] nobody knows how they are
}
tracker-points = { $current }/{ $most } HP
tracker-points-temporary = { $current }/{ $most } HP and { $temporary } temporary
tracker-dying = dying: { $successes } of 3 saves made, { $failures } failed
tracker-stable = stable
tracker-exhausted = exhaustion { $level }
tracker-condition = { $condition ->
    [blinded] blinded
    [charmed] charmed
    [deafened] deafened
    [frightened] frightened
    [grappled] grappled
    [incapacitated] incapacitated
    [invisible] invisible
    [paralyzed] paralyzed
    [petrified] petrified
    [poisoned] poisoned
    [prone] prone
    [restrained] restrained
    [stunned] stunned
    [unconscious] unconscious
   *[other] { $condition }
}
tracker-state = { $state ->
    [surprised] surprised
    [delayed] lets others go first
    [waits] no initiative yet
    [readied] waits to act
    [hidden] hidden from the players
    [half-cover] half cover
    [three-quarters-cover] three-quarters cover
   *[total-cover] total cover
}
tracker-effect-brief = { $what } ({ $rounds })
tracker-effect = • { $what }
tracker-effect-of = { $name } ({ $conditions })
tracker-effect-rounds = { $rounds ->
    [one] one round left
   *[other] { $rounds } rounds left
}
tracker-effect-until = { $moment ->
    [own-start] until the start of the bearer’s turn
    [own-end] until the end of the bearer’s turn
    [source-start] until the start of the source’s turn
   *[source-end] until the end of the source’s turn
}
tracker-effect-from = from { $name }
tracker-effect-save = { $ability } save DC { $dc }
tracker-holds-brief = concentrates on { $spell }
tracker-holds = • Concentrates on { $spell }
tracker-holds-on = on { $names }
tracker-holds-on-more = on { $names } and { $more } more
tracker-left = Left: { $what }
tracker-left-none = Nothing is left of this turn.
tracker-economy = { $economy ->
    [action] action
    [bonus] bonus action
   *[reaction] reaction
}
tracker-attacks-left = { $count ->
    [one] one more attack
   *[other] { $count } more attacks
}
tracker-readied = • Waits to do { $action } when { $when }
tracker-more = and { $more } more
tracker-armor-class = AC { $ac }
tracker-legendary = legendary actions { $left }/{ $most }
tracker-resistances = legendary resistances { $left }/{ $most }
tracker-recharges = { $face ->
    [6] { $action } back on 6
   *[other] { $action } back on { $face }–6
}
tracker-used = { $action } used ×{ $count }
tracker-note = note: { $note }
tracker-your-turn = <@{ $user }>, it is **{ $name }**’s turn in round { $round }.
button-first-turn = Begin
button-end-turn = End turn
button-attack = Attack
button-hit-points = HP
button-fight-status = Status
button-undo-step = Undo
