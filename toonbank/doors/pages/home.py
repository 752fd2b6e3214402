"""The front door: which shop?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from toonbank.shops.access import READ, Seat, my_chains, my_seats


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Straight on when there is only one shop; who only logs lands on the counter."""
    seats, chains = my_seats(request.user), my_chains(request.user)
    if len(seats) == 1 and not chains:
        return redirect(place(seats[0]))
    places = [(seat.shop, place(seat)) for seat in seats]
    return render(request, "pages/home.html", {"places": places, "chains": chains})


def place(seat: Seat) -> str:
    return f"/{seat.shop.slug}/" if seat.may(READ) else f"/counter/{seat.shop.slug}/"
