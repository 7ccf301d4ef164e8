# What came of each check of a roll's proof (core/proofs/SPECIFICATION.md, section 8), on the command line and on a card.
proof-holds-form = The file is whole and in its form.
proof-holds-key = The key is { $key }, as the file says.
proof-holds-trusted = The key is a trusted one, and it was in use at the time.
proof-holds-signature = The signature is right: nothing was changed after the roll.
proof-holds-entropy = What players added to the dice is all there ({ $texts } added, { $erased } erased since).
proof-holds-commitment = What was made public is what was sealed before.
proof-holds-identity = It is this very roll, and no other.
proof-holds-faces = Every die is the one that the seed gives (dice thrown: { $dice }).
proof-holds-verdict = The verdict follows from total and DC.
proof-holds-totals = The dice add up: the notation asks for them and gives these totals.
proof-the-whole = the whole

proof-fails-unreadable = This is no verification file: it is not JSON in UTF-8.
proof-fails-not-canonical = The file was changed: it is not written in the one way in which such files are.
proof-fails-shape = The file was changed, or is of another kind or version: { $where } is not what belongs there.
proof-fails-other-key = The key is not the one whose id the file names: one of them was changed.
proof-fails-unknown-key = The roll was signed with { $key }, which is none of the trusted keys.
proof-fails-out-of-use = The key is a trusted one, but it was not in use at that time.
proof-fails-other-signature = The record is not what was signed: record, signature or key was changed.
proof-fails-other-text = Text { $text } of those that players added is not the one that was added.
proof-fails-other-digest = What players added is not what this roll was made with: a text was changed, added or left out.
proof-fails-other-seed = The seed is not the one that was sealed before.
proof-fails-other-opening = What was revealed is not what had been sealed.
proof-fails-other-roll = What was revealed is of another roll.
proof-fails-other-face = Die { $die }, a d{ $sides }, is said to show { $face }; the seed gives { $drawn }.
proof-fails-other-verdict = The verdict does not follow from total and DC.
proof-fails-other-dice = The notation does not ask for these dice.
proof-fails-other-total = With these dice the notation gives { $rolled }; the record says { $told }.
proof-fails-unknown-notation = This version does not know the notation, so it cannot add up the dice.
proof-fails-not-revealed = What would prove it is not public.

# Verifying a roll in Discord: the command, the menu of a message, and the card that answers.
command-dice-verify = Check that a roll is as it fell, to yourself
option-verify-roll = One of yours, or any roll’s link, or the 22 letters at its end
option-verify-file = A verification file that somebody sent around
menu-verify-roll = Verify roll

verify-passed = Verified: these faces are what the sealed seed gives.
verify-passed-hidden = Verified: what was revealed is what was sealed when it was rolled, and the faces are its own.
verify-failed = Not verified: { $why }
verify-open-seed = Cannot be told yet: the table’s seed is made public when its epoch ends.
verify-open-seed-more = That is when the table closes, or after a day. What can be checked holds.
verify-open-hidden = Cannot be told yet: the roll is hidden, and sealed until it is revealed.
verify-open-hidden-more = What can be checked holds.
verify-open-lost = Cannot be told any more: what would prove it was lost with the bot’s old secret key.
verify-open-lost-more = The key was changed between the roll and the time at which its secret was to be told. What can be checked holds.
verify-open-file = Cannot be told by this file: it was saved before the rest was made public.
verify-open-file-more = What can be checked holds. The roll’s link may tell more by now.
verify-open-notation = Cannot be told: the faces are right, but I do not know the notation and cannot add them up.
verify-ruling-succeeds = **DM ruling by { $name }**: it counts as a success. Why: { $reason }
verify-ruling-fails = **DM ruling by { $name }**: it counts as a failure. Why: { $reason }
verify-ruling-void = **DM ruling by { $name }**: it does not count. Why: { $reason }
verify-commitment = Sealed under { $commitment }: compare it with what was posted before the roll.
verify-texts = { $count ->
    [one] Players had added one text:
   *[other] Players had added { $count } texts:
}
verify-texts-earlier = … { $count } before these; the file has them all.
verify-text-erased = *(erased)*
roll-revealed-lost = *Hidden since { $when }. The bot’s secret key was changed meanwhile, so what was sealed cannot be opened: nothing shows whether it is this.*
roll-revealed-unproven = *Hidden since { $when }. It is older than proofs, so nothing was sealed then.*
verify-hidden = A hidden roll
verify-dc = DC { $dc }
verify-passed-check = ✓ **passed** · { $name } · { $said }
verify-failed-check = ✗ **failed** · { $name } · { $said }
verify-open-check = ○ **open** · { $name } · { $said }
verify-foot = -# Key { $key } · roll { $roll }
verify-choice-hidden = hidden
ago-moments = just now
ago-minutes = { $count } min ago
ago-hours = { $count } h ago
ago-days = { $count ->
    [one] a day ago
   *[other] { $count } days ago
}
