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
page-proof-rolled = These dice came from a seed that was sealed before they were rolled. When the seed is made public, anybody can roll them again.
page-proof-rolled-lost = These dice came from a seed that was sealed before they were rolled. The bot’s secret key was changed since, and the seed was lost with it: nobody can roll them again.
page-proof-sealed = What was rolled is sealed: it cannot be changed any more, and if it is ever revealed, this shows it.
page-proof-revealed = These dice were sealed when they fell, and hidden until they were revealed. What is shown now is held against what was sealed then.
page-proof-revealed-lost = These dice were sealed when they fell. The bot’s secret key was changed before they were revealed, and the seal cannot be opened any more: nothing shows whether this is what was sealed.
page-proof-file = Verification file
page-verify = Verify
page-proof-passed = Verified: this roll is as it fell.
page-proof-failed = Not verified: something here is not as it was.
page-proof-open-rolled = Sound so far. The rest can be told once the seed is public, when the table closes or after a day.
page-proof-open-sealed = Sound so far. The rest can be told once the roll is revealed.
page-proof-open-revealed = Sound so far. This page is newer than the file: press the button again in a moment.
page-proof-open-lost = Cannot be told any more: what would prove it was lost with the bot’s old secret key. What can be checked holds.
page-proof-away = The file did not come: the network or the bot did not answer, or was asked too often. Nothing was checked. Press the button again in a moment.
page-proof-unable = This browser cannot check it here; the file can be checked with the bot’s own program.
page-proof-sealed-and-added = What was sealed, and what players added
page-proof-commitment = Sealed under; compare it with what was posted before the roll:
page-proof-texts = Texts that players had added when it was rolled, in order; look for your own:
page-proof-erased = (erased)
page-check-form = The file is whole and in its form
page-check-key = The key is the one that the file names
page-check-signature = The signature is right: nothing was changed after the roll
page-check-entropy = What players added to the dice is all there
page-check-commitment = The seed is the one that was sealed before
page-check-commitment-hidden = The roll is the one that was sealed when it fell
page-check-identity = It is this very roll, and no other
page-check-faces = Every die is the one that the seed gives
page-check-faces-hidden = Every die is the one that the roll’s own secret gives
page-check-verdict = The verdict follows from total and DC
page-check-shown-one = Total, DC, notation and dice on this page are those that were signed
page-check-shown-several = Totals, notation with its DCs, and dice on this page are those that were signed
page-check-shown-sealed = The roll and the time on this page are those that were signed
