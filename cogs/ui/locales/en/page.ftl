# The web pages: a roll's permalink, and what is said when there is none. The page's title leads with the total.
page-site = Everquill
page-footer = Rolled by Everquill, a bot for tabletop groups on Discord.
page-someone = Someone

page-title = { $total } · { $name }
page-title-passes = { $total }, passes DC { $dc } · { $name }
page-title-misses = { $total }, misses DC { $dc } · { $name }
page-total = Total:
page-number = { $number }
page-passes = Passes DC { $dc }
page-misses = Misses DC { $dc }
page-rolled = { $name } rolled { $formula }.
page-rolled-advantage = { $name } rolled { $formula } with advantage.
page-rolled-disadvantage = { $name } rolled { $formula } with disadvantage.
page-rolled-elven-accuracy = { $name } rolled { $formula } with elven accuracy.
page-unfurl-label = For: { $label }
page-unfurl-dice = Dice: { $kept }
page-unfurl-dice-dropped = Dice: { $kept }; dropped: { $dropped }

page-dice = Dice
page-dropped = dropped
page-counts-as = counts as
page-more-dice = { $more ->
    [one] and one more die
   *[other] and { $more } more dice
}
page-more-dice-dropped = { $more ->
    [one] and one more die, dropped
   *[other] and { $more } more dice, { $dropped } of them dropped
}
page-more-groups = { $more ->
    [one] … and one more group of dice.
   *[other] … and { $more } more groups of dice.
}
page-all-faces = Every face is in the roll’s data.

page-when = When
page-time = { DATETIME($at, dateStyle: "long", timeStyle: "short", timeZone: "UTC") } UTC
page-table = Table
page-mode-open = open to all
page-mode-dm-led = led by a DM
page-revealed-when = Hidden until
page-revealed = { DATETIME($at, dateStyle: "long", timeStyle: "short", timeZone: "UTC") } UTC
page-ruling-succeeds = DM ruling by { $name }: it counts as a success. Why: { $reason }
page-ruling-fails = DM ruling by { $name }: it counts as a failure. Why: { $reason }
page-ruling-void = DM ruling by { $name }: it does not count. Why: { $reason }
page-more-rulings = { $more ->
    [one] One earlier DM ruling is in the roll’s data.
   *[other] { $more } earlier DM rulings are in the roll’s data.
}
page-kept-until = Link works until

page-sealed-title = A hidden roll · { $name }
page-sealed = { $name } made a hidden roll.
page-sealed-why = Its dice and its total are for the table’s eyes only, and are not on this page.
page-sealed-unfurl = The result is sealed.

page-missing-title = This roll is not here
page-missing = The link may have been cut short, or the roll’s time is over: a roll’s page is kept for some weeks and then let go.
page-missing-next = Copy the whole link again from the roll’s card in Discord. If the card’s own link ends here too, the roll is gone from the web, and the table has to remember it.

page-nothing-title = There is no page here
page-nothing = The address does not lead anywhere. A roll’s page begins with /roll/, followed by the roll’s name of 22 letters, digits and signs.
page-nothing-next = Copy the whole link from the roll’s card in Discord.

page-limit-title = Slower, please
page-limit = Too many pages were asked for from your network in a short time.
page-limit-next = { $seconds ->
    [one] Wait a second, then load this page again.
   *[other] Wait { $seconds } seconds, then load this page again.
}

page-away-title = The records are out of reach
page-away = The roll is safe, but the place where it is kept does not answer just now.
page-away-next = { $seconds ->
    [one] Try again in a second.
   *[other] Try again in { $seconds } seconds.
}

page-method-title = This page can only be read
page-method = Something other than reading was asked of it, and nothing was done.
page-method-next = Open the link in a browser.

page-proof = Proof
page-proof-why = These dice came from a seed that was sealed before they were rolled. When the seed is made public, anybody can roll them again.
page-proof-sealed = What was rolled is sealed: it cannot be changed any more, and if it is ever revealed, this shows it.
page-proof-revealed = These dice were sealed when they fell, and hidden until they were revealed. What is shown now is what was sealed then.
page-proof-file = Verification file
page-verify = Verify
page-proof-passed = Verified: this roll is as it fell.
page-proof-failed = Not verified: something here is not as it was.
page-proof-open = Sound so far. The rest can be told once the seed is public, when the table closes or after a day.
page-proof-unable = This browser cannot check it here; the file can be checked with the bot’s own program.
page-check-form = The file is whole and in its form
page-check-key = The key is the one that is named
page-check-signature = The record is signed
page-check-entropy = What players added is all there
page-check-commitment = What was sealed is what was opened
page-check-identity = It is this very roll
page-check-faces = Every die falls as it fell
page-check-verdict = The verdict follows from the total
