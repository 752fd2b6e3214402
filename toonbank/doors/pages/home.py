"""The front door: which shop?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from toonbank.doors.pages.start_steps import unstarted
from toonbank.shops.access import READ, Seat, my_chains, my_seats


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Straight on when there is only one shop: who only logs to the counter, a new shop to its guide."""
    seats, chains = my_seats(request.user), my_chains(request.user)
    new = unstarted(seats)
    places = [(seat.shop, place(seat, seat.shop.pk in new)) for seat in seats]
    if len(places) == 1 and not chains:
        return redirect(places[0][1])
    return render(request, "pages/home.html", {"places": places, "chains": chains})


def place(seat: Seat, new: bool) -> str:
    """A shop without a list begins in the guide."""
    if new:
        return reverse("start", args=[seat.shop.slug])
    return f"/{seat.shop.slug}/" if seat.may(READ) else f"/counter/{seat.shop.slug}/"
