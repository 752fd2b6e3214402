"""The front door: which shop?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from toonbank.shops.access import READ, Seat, my_seats


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Straight on when there is only one shop; who only logs lands on the counter."""
    seats = my_seats(request.user)
    if len(seats) == 1:
        return redirect(place(seats[0]))
    return render(request, "pages/home.html", {"places": [(seat.shop, place(seat)) for seat in seats]})


def place(seat: Seat) -> str:
    return f"/{seat.shop.slug}/" if seat.may(READ) else f"/counter/{seat.shop.slug}/"
