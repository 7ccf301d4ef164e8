# Rolling: the commands' own words, and the cards of rolls.
command-roll = Roll dice, in the open or hidden
command-r = Roll dice in one line: 1d20+5 adv dc15 # fire bolt
option-dice = What to roll: 4d6kh3, 1d20+5, 2d6+1d8
option-advantage = Roll the d20 several times and keep one
option-dc = The number to reach, 1 to 30
option-label = What it is for: stealth, fire bolt
option-hidden = Show the result to you alone, and a sealed card to the others
option-r-dice = 1d20+5 adv dc15 # what it is for
menu-roll-this = Roll this
choice-advantage = Advantage: keep the higher
choice-disadvantage = Disadvantage: keep the lower
choice-elven-accuracy = Elven accuracy: keep the best of three

roll-total = { $total }
roll-pass = { $total } — passes DC { $dc }
roll-fail = { $total } — misses DC { $dc }
roll-who-label = **{ $name }** · { $label }
roll-hidden-note = *Hidden: only you see this.*
roll-leaders-note = *Hidden: only those who lead see this.*
late-done = What you asked for { $when } was done, should you not have seen it: I was cut off. `/table status` shows how things stand.
late-unknown = I was cut off over what you asked for { $when }, and cannot tell whether it was done. `/table status` and `/dice history` show how things stand; if it was not, ask again, for example `/r 1d20+5`.
roll-sealed-blind = **{ $name }** rolled in secret at { $when }: only those who lead see how it fell.
roll-sealed = **{ $name }** made a hidden roll at { $when }.
roll-no-dice = *no dice*
roll-more-dice = and { $more } more
roll-more-groups = { $more ->
    [one] and one more group of dice
   *[other] and { $more } more groups of dice
}
advantage-advantage = advantage
roll-more-rolls = { $more ->
    [one] and one more roll
   *[other] and { $more } more rolls
}
advantage-disadvantage = disadvantage
advantage-elven-accuracy = elven accuracy
button-roll-again = Roll again
button-permalink = Permalink
someone = Someone

# Adding to the dice.
command-dice-entropy = Add a text of your own to the dice, or see what they are sealed under
option-entropy = Any text, shown to everybody here: a fair wind. Without one, only the seal is shown
stirred = **{ $name }** added to the dice: { $text }
stirred-from-now = Every open roll { $where } depends on it from now on.
stirred-stands = This is what the dice { $where } are sealed under.
stirred-began = The dice { $where } are sealed anew, as of now. No text is in them yet: add one now that everybody knows the seal, for example `/dice entropy text:a fair wind`.
stirred-table = at { $code }
stirred-channel = in this channel, beside any table,
stirred-sealed = -# Sealed: `{ $commitment }`{ $texts ->
    [0] , with no text added.
    [one] , with one text added.
   *[other] , with { $texts } texts added.
} `/dice verify` of a roll shows the texts that are in it.
roll-sealed-from-now = -# From now on, open rolls here are sealed under `{ $commitment }` before they fall. `/dice entropy text:a fair wind` adds to them.

# What becomes of a roll.
command-dice-reveal = Show a hidden roll of yours to everybody, as it fell
command-dice-rule = For those who lead: say what a roll counts as; its dice stay as they fell
option-reveal-roll = One of those offered, the roll’s link, or the 22 letters at its end
option-rule-roll = One of those offered, the roll’s link, or the 22 letters at its end
option-ruling = What it counts as
option-reason = Why, for everybody to read: the rope was wet
choice-ruling-succeeds = It counts as a success
choice-ruling-fails = It counts as a failure
choice-ruling-void = It does not count
button-reveal = Reveal
button-look = Look
menu-reveal-hidden-roll = Reveal hidden roll
roll-revealed = *Hidden since { $when } and sealed then: its permalink shows that nothing was changed.*
roll-revealed-already = That roll has been revealed already, and its card is posted once. Its permalink shows it to everybody.
ruling-succeeds = DM ruling: it counts as a success
ruling-fails = DM ruling: it counts as a failure
ruling-void = DM ruling: it does not count
ruling-said = **{ $dm }** on **{ $name }**’s roll, { $total }: { $reason }
ruling-dice = -# The dice stay as they fell.
