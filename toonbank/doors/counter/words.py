"""Every word the counter's scripts show, in the visitor's language, with the script that says it."""

from django.utils.translation import gettext as _


def words(script: str = "counter") -> dict[str, str]:
    """What this script says that no script before it brought along."""
    return {key: text for group in SCRIPTS[script] for key, text in group().items()}


def _choosing() -> dict[str, str]:
    return {
        "who": _("Who is at the counter?"),
        "what": _("What is the customer here for?"),
        "no_services": _("There are no service types yet. Add them to the catalogue first."),
        "loading": _("One moment…"),
        "unreachable": _("No connection with Toonbank"),
        "again": _("Try again"),
    }


def _answers() -> dict[str, str]:
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "later": _("Decides later"),
        "bought": _("bought"),
        "declined": _("declined"),
        "open": _("still open"),
        "all_addons": _("Show all add-ons"),
        "offer": _("About this offer"),
        "dear": _("dear for this job"),
        "not_with": _("Not together with {name}"),
    }


def _details() -> dict[str, str]:
    return {
        "why": _("Why not?"),
        "price": _("Price"),
        "not_needed": _("Not needed"),
        "has_one": _("Already has one"),
        "think": _("Wants to think"),
        "asked_first": _("Customer asked first"),
        "amounts": _("Quantity / discount"),
        "less": _("One less"),
        "more": _("One more"),
        "discount": _("Discount in all"),
        "nudge": _("This shop keeps to {most} offers per visit at most."),
        "discount_wrong": _("Fill in an amount, at most the price."),
        "by": _("Offered by"),
    }


def _visit() -> dict[str, str]:
    return {
        "moment": _("When?"),
        "intake": _("Intake"),
        "during": _("During the service"),
        "checkout": _("Checkout"),
        "annoyed": _("Customer was annoyed"),
        "more_about": _("More: receipt, amount, note"),
        "save": _("Save"),
        "finish_later": _("Finish later"),
        "cancel": _("Cancel"),
    }


def _list() -> dict[str, str]:
    return {
        "still_open": _("Still open"),
        "today": _("Today"),
        "no_offers": _("nothing offered"),
        "not_saved": _("not saved yet"),
        "correct": _("Correct"),
        "void": _("Void"),
        "restore": _("Put back"),
    }


def _states() -> dict[str, str]:
    return {
        "idle": _("Everything is saved"),
        "kept": _("Saved on this tablet"),
        "saved": _("Saved"),
        "voided": _("Voided"),
        "cancelled": _("Thrown away"),
        "undo": _("Undo"),
        "sending": _("Saving…"),
        "waiting": _("{kept} saved on this tablet, {unsent} still to send"),
        "full": _("Not saved: this tablet is full. Make room, then save again."),
        "revoked": _("This tablet is signed off. Still to send: {unsent}."),
        "login": _("Still to send: {unsent}. Log in again."),
        "log_in": _("Log in"),
        "attention": _("Needs attention"),
    }


def _status() -> dict[str, str]:
    return {
        "connect": _("Connect"),
        "tablet": _("This tablet"),
        "back": _("Back"),
        "export": _("Export as a file"),
        "own": _("Own numbers"),
        "practise": _("Practise · 2 minutes"),
    }


def _optional() -> dict[str, str]:
    return {
        "service": _("Service type"),
        "employee": _("Employee"),
        "receipt": _("Receipt number"),
        "receipt_form": _("This is not a receipt number of this shop."),
        "total": _("Amount on the receipt"),
        "amount_wrong": _("Fill in an amount like 12.50."),
        "note": _("Note, at most five words"),
        "note_long": _("At most five words."),
        "private": _("This looks like customer data. Toonbank stores none."),
    }


def _trouble() -> dict[str, str]:
    return {
        "discard": _("Throw away"),
        "conflict": _("This ticket was changed elsewhere. Which one is right?"),
        "this_device": _("On this device"),
        "saved_version": _("Saved elsewhere"),
        "keep": _("Keep this one"),
    }


def _tablet() -> dict[str, str]:
    return {
        "enrol": _("Connect this tablet"),
        "enrol_how": _("Your manager makes a code on the page Tablets."),
        "code": _("Code"),
        "device_name": _("Name of this tablet"),
        "kept_here": _("Tickets kept on this tablet: {kept}. Still to send: {unsent}."),
        "other_shop": _("Logged in another shop, not sent:"),
        "clear": _("Empty this tablet"),
        "clear_refused": _("Not everything is sent. Wait for the network, or export the tickets first."),
    }


def _pin() -> dict[str, str]:
    return {
        "pin": _("PIN"),
        "without_pin": _("Go on without PIN"),
        "pin_wrong": _("This PIN is not right."),
        "pin_offline": _("Without a network this PIN cannot be checked yet."),
        "locked": _("Too many wrong PINs"),
        "unlock_code": _("Code of your manager"),
        "unlock": _("Unlock"),
        "code_wrong": _("This code is not right, or was used before."),
    }


def _pad() -> dict[str, str]:
    return {
        "erase": _("Erase"),
        "ready": _("Ready"),
        "change_pin": _("Change PIN"),
    }


def _new_pin() -> dict[str, str]:
    return {
        "old_pin": _("Your PIN now"),
        "new_pin": _("New PIN"),
        "new_pin_again": _("New PIN once more"),
        "pins_differ": _("These two are not the same. Choose a new PIN again."),
        "pin_needs_network": _("A PIN can only be changed with a network. Nothing was changed."),
        "pin_changed": _("PIN changed"),
    }


def _own() -> dict[str, str]:
    return {
        "shop_average": _("Average of the shop"),
        "bought_of": _("{bought} of {offered} bought"),
        "draft": _("draft"),
        "change_pin": _("Change PIN"),
    }


def _training() -> dict[str, str]:
    return {
        "training": _("Practise"),
        "practise_offline": _("Practising needs a network. Logging goes on without one."),
        "right": _("Right."),
        "wrong": _("Not quite."),
        "next": _("Next"),
        "stop": _("Stop"),
        "passed": _("Passed: you log it as everybody does."),
        "look_again": _("Look at these once more"),
        "score": _("{right} of {all} right"),
        "practise_again": _("Try these again"),
    }


SCRIPTS = {
    "counter": (_choosing, _answers, _details, _visit, _list, _states, _status),
    "optional": (_optional,),
    "trouble": (_trouble,),
    "enrol": (_tablet,),
    "pin": (_pad, _pin),
    "new_pin": (_pad, _new_pin),
    "own": (_own,),
    "training": (_training,),
}
