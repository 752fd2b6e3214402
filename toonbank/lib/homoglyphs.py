"""Letters of other alphabets that look like Latin ones, and Latin letters no normalisation takes apart."""


def _pairs(*rows: tuple[str, str]) -> dict[int, str]:
    return {ord(sign): latin for signs, latins in rows for sign, latin in zip(signs, latins, strict=True)}


CAPITALS = _pairs(
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳ", "ABEZHIKMNOPTYXCj"),
    ("АВЕЅІЈКМНОРСТУХҮԚԜӀ", "ABESIJKMHOPCTYXYQWl"),
    ("ՕՍԼ", "OUL"),
)

LETTERS = _pairs(
    ("αβγεικνορστυχω", "abyeikvopotuxw"),
    ("авеѕіјкмнорстухүһԁԛԝӏ", "abesijkmhopctyxyhdqwl"),
    ("օսհոցզ", "ouhngq"),
    ("ɑɡıȷøłđħŧƀɨɩʟʀɴɪᴀʙᴄᴅᴇɢʜᴊᴋᴍᴏᴘᴛᴜᴠᴡʏᴢ", "agijoldhtbiilrniabcdeghjkmoptuvwyz"),
) | {ord("æ"): "ae", ord("œ"): "oe", ord("ð"): "d", ord("þ"): "th"}
