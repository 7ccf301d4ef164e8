"""What a person cannot do and a test must: make people and guilds, push the clock, let things go wrong, look behind."""

from __future__ import annotations

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.clock import iso
from bot.sandbox.control import making, views
from bot.sandbox.control.asked import Asked
from bot.sandbox.control.expiry import upcoming
from bot.sandbox.control.fault_forms import catalogue
from bot.sandbox.faults.parsing import parse
from bot.sandbox.faults.reading import FaultError
from bot.sandbox.faults.rest import RestFault
from bot.sandbox.faults.stream import StreamFault
from bot.sandbox.gateway.intents import PRIVILEGED, Intents
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json

_MOST_S = 366 * 86_400


class Workbench:
    """What can be done to the sandbox itself."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    def make_user(self, asked: Asked) -> Json:
        """``{name}``: the person of that name, created if there is none."""
        return making.person(self._realm, asked.text("name")).to_json()

    def make_guild(self, asked: Asked) -> Json:
        """``{name, shard?, members: [name], channels: [name | {name, type}], bot?}``: a guild, as its owner sees it."""
        guild = making.found_guild(
            self._realm,
            asked.text("name"),
            shard=int(asked.number("shard", 0)),
            members=[str(name) for name in asked.array("members")],
            channels=asked.array("channels") or ["general"],
            bot=asked.members.get("bot") is not False,
        )
        return views.guild_json(self._realm, guild, guild.owner_id)

    def change_application(self, asked: Asked) -> Json:
        """``{install_types}``: for whom the application can be installed, as its settings page has it."""
        types = asked.array("install_types")
        if not types or any(kind not in (0, 1) for kind in types):
            raise ClientRefusal("install_types names 0 (guilds), 1 (users) or both", "install_types")
        application = self._realm.world.application
        application.install_types = sorted(set(types))
        if 1 not in types:
            application.installed_by.clear()
        return application.to_json()

    def faults(self, _: Asked) -> Json:
        """The faults that wait."""
        return {"armed": self._realm.faults.armed()}

    def fault_forms(self, _: Asked) -> Json:
        """What can go wrong, in forms to fill in and presets to press."""
        return catalogue()

    def add_fault(self, asked: Asked) -> Json:
        """As `faults.parsing` reads it: some strike at once, the others wait for their turn."""
        try:
            fault, count = parse(asked.members)
            struck = 0
            if isinstance(fault, RestFault | StreamFault):
                self._realm.faults.add(fault, count)
            else:
                struck = self._realm.gateway.strike(fault)
        except FaultError as error:
            raise ClientRefusal(str(error)) from error
        return {"struck": struck, **self._tell_faults(asked)}

    def clear_faults(self, asked: Asked) -> Json:
        """Disarm everything."""
        self._realm.faults.clear()
        return self._tell_faults(asked)

    def disarm_fault(self, asked: Asked) -> Json:
        """Disarm one fault, by its number; one that has struck meanwhile is gone already."""
        self._realm.faults.disarm(int(asked.number("fault")))
        return self._tell_faults(asked)

    def change_gateway(self, asked: Asked) -> Json:
        """Any of the `GatewayRules`, `approved` as intent bits: what Discord decides about the application."""
        rules = self._realm.gateway.rules
        for name in ("heartbeat_interval_ms", "max_concurrency", "guilds_per_session", "starts_per_day"):
            if (value := int(asked.number(name, getattr(rules, name)))) < 1:
                raise ClientRefusal(f"{name} must be at least 1", name)
            setattr(rules, name, value)
        for name in ("identify_every_s", "resume_within_s"):
            setattr(rules, name, asked.number(name, getattr(rules, name)))
        rules.approved = Intents(int(asked.number("approved", int(rules.approved)))) & PRIVILEGED
        return {
            "heartbeat_interval_ms": rules.heartbeat_interval_ms,
            "approved": int(rules.approved),
            **self._realm.gateway.start_limit_json(),
        }

    def clock(self, _: Asked) -> Json:
        """What time it is, and what ends next."""
        return {"now": iso(self._realm.clock.now()), "next": upcoming(self._realm)}

    def advance(self, asked: Asked) -> Json:
        """``{advance_s, heartbeats?}``: push the clock, on demand with that of heartbeats, which bots then missed."""
        seconds = asked.number("advance_s")
        if not 0 <= seconds <= _MOST_S:
            raise ClientRefusal("the clock runs forward only, a year at a time at most", "advance_s")
        if asked.flag("heartbeats"):
            self._realm.gateway.pulse.advance(seconds)
        self._realm.clock.advance(seconds)
        moved = self.clock(asked)
        self._realm.bus.emit("CLOCK", moved, guild=None)
        return moved

    def traffic(self, asked: Asked) -> list[Json]:
        """``?after=``: the records with a higher number, oldest first."""
        return self._realm.traffic.after(int(asked.number("after", 0)))

    def _tell_faults(self, asked: Asked) -> Json:
        waiting = self.faults(asked)
        self._realm.bus.emit("FAULTS", waiting, guild=None)
        return waiting
