# What is remembered of rolls: history, export, statistics; and presets.
command-dice = Look back at rolls, count how dice fall, keep your own
command-dice-history = Look through the rolls made here, to yourself
command-dice-export = Take rolls along as CSV and JSON
command-dice-stats = See how dice have fallen, and whether fair ones would
command-dice-preset = Dice you roll often, under a name
command-dice-preset-save = Keep a line of dice under a name
command-dice-preset-use = Roll one of your presets
command-dice-preset-list = See your presets
command-dice-preset-delete = Forget one of your presets
option-user = Whose rolls; without it, everybody’s
option-user-or-me = Whose dice; without it, your own
option-since = From when on: 12h, 7d, 2 weeks, today, 2026-11-01
option-of-table = Only at the table with this code, like MIST-1234
option-preset = The preset’s name
option-preset-new = A name, like fire bolt; a preset of that name is replaced
option-preset-dice = What it rolls, as for /r: 1d20+7 adv dc15 # fire bolt

history-title = Rolls
history-of = by { $user }
history-of-all = by everybody
history-since = since { $when }
history-at = at table { $code }
history-turned = *{ $code } is DM-led from here* · { $when }
history-hidden = *hidden, only you see it*
history-nothing = There are no such rolls that you can see. Roll some with `/r 1d20`, or look further back.
button-newer = Newer
button-older = Older

export-nothing = There are no such rolls that you can see, so there is no file.
export-all = { $rolls ->
    [one] One roll, for a spreadsheet and for programs.
   *[other] All { $rolls } rolls, the newest first, for a spreadsheet and for programs.
}
export-newest = The newest { $rolls } rolls, for a spreadsheet and for programs; there are more than fit into a file.
export-hidden = Your own hidden rolls are among them.

stats-title = How the dice fell
stats-counted = { $rolls ->
    [one] One roll
   *[other] { $rolls } rolls
}, { $dice ->
    [one] one die
   *[other] { $dice } dice
}.
stats-newest = The newest { $rolls } rolls, with { $dice } dice.
stats-die = **{ $die }** · { $dice ->
    [one] one die
   *[other] { $dice } dice
} · { $mean } on average; fair ones tend to { $fair }.
stats-too-few = { $more ->
    [one] One more die, and it can be said
   *[other] { $more } more dice, and it can be said
} how even that is.
stats-even = Nearly all fair sets of dice would come out at least this uneven.
stats-uneven = { $sets } in { $among } fair sets of dice would come out at least this uneven.
stats-very-uneven = Fewer than 1 in { $among } fair sets of dice would come out this uneven.
stats-more-kinds = { $more ->
    [one] And one more kind of die.
   *[other] And { $more } more kinds of dice.
}
stats-foot = -# Every die that was thrown counts, dropped and rerolled ones too.
stats-chart = { $die }: { $dice ->
    [one] one die
   *[other] { $dice } dice
}
stats-chart-fair = each face equally often
stats-face = { $face } fell { $times ->
    [0] never
    [one] once
   *[other] { $times } times
}
stats-alt = { $die }, { $dice ->
    [one] one die
   *[other] { $dice } dice
}: { $counts }.
stats-alt-brief = { $die }, { $dice ->
    [one] one die
   *[other] { $dice } dice
}; times that each face fell, from { $low } to { $high }: { $counts }.

preset-title = Your presets
preset-none = You have none yet. Keep one with `/dice preset save`, and roll it with `/dice preset use`.
preset-foot = -# { $count } of { $limit }
preset-saved = **{ $name }** rolls { $line } from now on: `/dice preset use`.
preset-deleted = **{ $name }** is forgotten. It rolled { $line }.

command-dice-odds = How likely a roll is to come to something
option-odds-dice = The roll, as for /r: 1d20+7 adv dc15, 4d6kh3, 8d6
option-odds-reach = The total to reach; without it, the roll’s own DC
odds-reach = { $share } to reach { $target }
odds-above = That is more than this roll can come to: { $high } is the most.
odds-below = This roll cannot come to less than { $low }.
odds-mean = { $mean } on average
odds-times = { $dice } · { $times } times, each by itself
odds-more-rolls = { $more ->
    [one] One more roll is not told. Ask for it by itself.
   *[other] { $more } more rolls are not told. Ask for them by themselves.
}
odds-range = On average { $mean }; from { $low } to { $high }.
odds-half = Half of all rolls come to { $low } to { $high }.
odds-sampled = Too much to work out exactly: sampled, each chance ±{ $off }.
odds-cut = The endless tail of explosions is cut off where it is rarer than 1 in 1,000,000,000,000.
odds-chart = { $dice }: times in { $of }
odds-alt = Bars for { $dice }, from { $low } to { $high }; the highest stands at { $likeliest }, with { $share }.
