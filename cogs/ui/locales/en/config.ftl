# What a server's admins set, and how the bot is doing there.
command-config = For those who manage this server: who may open tables, where, and whether all is well
command-config-show = Show all that is set in this server, and what changes it
command-config-roles = Say which role may open tables, and which may lead them as a DM
command-config-channels = Say in which channels tables may be opened; threads go with their channel
command-config-links = Say how many days the pages of rolls are kept; no value goes back to the usual
command-config-doctor = Look whether I have all I need here, and how to mend what I lack
option-config-open = Only who has this role opens tables
option-config-lead = Only who has this role opens DM-led tables, or is made the DM of one
option-config-clear-role = Take a limit away, so that everybody may again
option-config-add = Tables may be opened here; those that you add are the only ones
option-config-remove = No tables may be opened here any more
option-config-clear-channels = Take the limit away, so that tables may be opened everywhere
option-config-days = A whole number from 1 to 365; leave it out for the usual
choice-clear-open = Opening: everybody may open tables
choice-clear-lead = Leading: everybody may lead them as a DM
choice-clear-both = Both: everybody may do both

config-title = Tables in this server
config-open-everybody = **Who may open tables**: everybody.
config-open-role = **Who may open tables**: members with <@&{ $role }>, and nobody else.
config-lead-everybody = **Who may lead tables as a DM**: everybody.
config-lead-role = **Who may lead tables as a DM**: members with <@&{ $role }>, whoever opened the table.
config-change-roles = -# `/config roles` with `open:` or `lead:` names a role; with `clear:` everybody may again.
config-channels-everywhere = **Where tables may be opened**: in every channel.
config-channels-some = **Where tables may be opened**, threads included: { $channels }
config-change-channels = -# `/config channels` with `add:` or `remove:` changes one channel; with `clear:True` it is every channel again.
config-links-usual = **How long the pages of rolls are kept**: { $days ->
    [one] one day
   *[other] { $days } days
}, as is usual with me.
config-links-set = **How long the pages of rolls are kept**: { $days ->
    [one] one day
   *[other] { $days } days
}. Pages that were there before keep the time they had.
config-change-links = -# `/config links days:90` sets another time, from 1 to 365 days; without `days:` it is the usual one again.
config-never-changed = -# Nothing of this was ever changed here.
config-last-changed = -# Last changed { $when } by { $by }.
config-doctor-hint = -# `/config doctor` looks whether I have all I need in a channel.

doctor-title = { $wrong ->
    [0] All is well here
    [one] One thing to mend
   *[other] { $wrong } things to mend
}
doctor-permissions-well = **Permissions**: I have all I need in this channel.
doctor-lacks-view = **Permissions**: I lack *View Channel* here, so I can neither post nor redraw cards. Allow it for my role in this channel’s settings, under *Permissions*.
doctor-lacks-send = **Permissions**: I lack *Send Messages* here, so hidden rolls get no sealed card and tables close without a word. Allow it for my role in this channel’s settings, under *Permissions*.
doctor-lacks-threads = **Permissions**: I lack *Send Messages in Threads* here, so tables in threads get no notices. Allow it for my role in this channel’s settings, under *Permissions*.
doctor-lacks-create-threads = **Permissions**: I lack *Create Public Threads* here, so `/table open where:A thread of its own` is refused. If tables should have threads, allow it for my role in this channel’s settings, under *Permissions*.
doctor-lacks-create-private = **Permissions**: I lack *Create Private Threads* here, so tables get no DM thread. If they should, allow it for my role in this channel’s settings, under *Permissions*.
doctor-lacks-embed = **Permissions**: I lack *Embed Links* here, so links on what I post may not be shown. Allow it for my role in this channel’s settings, under *Permissions*.
doctor-lacks-attach = **Permissions**: I lack *Attach Files* here, so pictures and files may not come through. Allow it for my role in this channel’s settings, under *Permissions*.
doctor-lacks-history = **Permissions**: I lack *Read Message History* here, so I cannot answer to a message. Allow it for my role in this channel’s settings, under *Permissions*.
doctor-not-for-everybody = **Members**: not everybody is offered my commands here. If they should be, allow *View Channel* and *Use Application Commands* for @everyone in this channel’s settings, under *Permissions*.
doctor-database-well = **Database**: it answers.
doctor-database-wrong = **Database**: it does not answer, so nothing can be rolled or opened. Whoever runs me should see that PostgreSQL runs, and that `DATABASE_URL` leads there.
doctor-valkey-well = **Valkey**: it answers. Limits are counted, and cards kept current, in all my processes together.
doctor-valkey-alone = **Valkey**: it answers again. For a few seconds more limits are halved and counted in this process alone.
doctor-valkey-wrong = **Valkey**: it does not answer. Play goes on, but limits are halved and counted in each of my processes alone, and cards may fall behind. Whoever runs me should see that Valkey runs, and that `REDIS_URL` leads there.
doctor-shard-well = **Gateway**: shard { $shard }, this server’s, is connected.
doctor-shard-wrong = **Gateway**: shard { $shard }, this server’s, is not connected. It comes back by itself; if it does not, whoever runs me should look for `shard_disconnected` in my log.
doctor-lag-well = **Pace**: { $ms } ms late at worst, which nobody notices.
doctor-lag-wrong = **Pace**: { $ms } ms late at worst, so answers are slow. Whoever runs me should give me more processor time, or spread the shards over more processes with `SHARD_IDS`.
doctor-clock-well = **Clock**: mine agrees with Discord’s.
doctor-clock-slow = **Clock**: mine is at least { $seconds } s behind Discord’s. Whoever runs me should let the machine’s clock follow a time server.
doctor-clock-fast = **Clock**: your command took { $seconds } s by my clock. Mine is ahead of Discord’s, or commands reach me late. Whoever runs me should let the machine’s clock follow a time server, and look at its network.
doctor-pages-well = **Links to rolls**: they lead to { $url }, over HTTPS. I did not try to open them: I call nobody that my settings do not name.
doctor-pages-unencrypted = **Links to rolls**: they lead to { $url }, unencrypted. Whoever runs me should put the pages behind HTTPS, and set `PUBLIC_URL` to that address.
doctor-pages-here = **Links to rolls**: they lead to { $url }, which opens on the machine that I run on and nowhere else. Whoever runs me should set `PUBLIC_URL` to where people reach the pages.
doctor-roles-gone = **Roles**: { $count ->
    [one] a role that is set here does
   *[other] { $count } roles that are set here do
} not exist any more, so nobody has it. Take the limit away with `/config roles clear:Both`, or name another role.
doctor-channels-gone = **Channels**: { $count ->
    [one] a channel that tables may be opened in does
   *[other] { $count } channels that tables may be opened in do
} not exist any more. Begin anew with `/config channels clear:True`.

error-not-yours-to-configure = Only those who may manage this server (*Manage Server*) can look at this and change it. What you may do at a table, `/table status` shows.
error-servers-only = This is about a server, and a direct message has none. Use it in one of your server’s channels, for example `/config show`.
error-days-out-of-range = Pages of rolls are kept from { $least } to { $most } days, so { $days } is none that I can take. For example `/config links days:90`.
error-too-many-channels = { $limit } channels are named, and no more fit. Remove one with `/config channels remove:`, or take the limit away with `/config channels clear:True`.
error-not-a-table-opener = In this server tables are opened by members with <@&{ $role }>. Ask one of them, or ask an admin for the role; you can join an open table with `/table join code:MIST-1234`.
error-not-a-dm-here = In this server DM-led tables are for members with <@&{ $role }>. Ask an admin for the role, or open a table that everybody plays at: `/table open mode:Open`.
error-not-theirs-to-lead = In this server only members with <@&{ $role }> lead tables, and whom you named is none. Name somebody who has it, for example `/table promote user:@Tobin`, or ask an admin to give them the role.
error-no-tables-here = No tables are opened in this channel. Go to <#{ $channel }>{ $others ->
    [0] { "" }
    [one] {" "}or one other channel that is meant for it
   *[other] {" "}or one of { $others } other channels that are meant for it
}, and use `/table open` there.
