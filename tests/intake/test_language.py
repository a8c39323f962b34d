import pytest

from onrecord.codebook.languages import languages
from onrecord.intake.language import guess

FOREIGN = {
    "de": "Die Bundesregierung hat am Montag angekündigt, dass sie der Ukraine weitere Panzer liefern wird.",
    "fr": "Le gouvernement a annoncé lundi que des chars seront livrés dans les semaines à venir.",
    "es": "El gobierno anunció el lunes que enviará más tanques a la capital, pero no dio una fecha.",
    "pt": "O governo anunciou que não vai enviar mais tanques para a capital, mas o ministro não deu uma data.",
    "it": "Il governo ha annunciato che invierà altri carri armati alla capitale secondo il ministro della difesa.",
    "nl": "De regering heeft maandag aangekondigd dat zij meer tanks zal sturen, en dat het niet lang zal duren.",
    "pl": "Rząd ogłosił w poniedziałek, że wyśle więcej czołgów, ale minister nie podał terminu.",
    "sv": "Regeringen meddelade att den ska skicka fler stridsvagnar och att det inte är klart när.",
    "tr": "Hükümet daha çok tank göndereceğini ve bunun için bir karar alındığını açıkladı.",
    "id": "Pemerintah mengumumkan bahwa mereka akan mengirim tank ke negara itu dan tidak ada yang lain.",
    "uk": "Уряд оголосив у понеділок, що її військові отримають нові танки.",
    "ru": "Правительство объявило в понедельник о новых поставках танков.",
    "ar": "أعلنت الحكومة يوم الاثنين عن إرسال دبابات",
    "zh": "政府星期一宣布将提供更多坦克。",
    "ja": "政府は月曜日、戦車を送ると発表した。",
    "ko": "정부는 월요일 전차를 보낸다고 발표했다",
}


@pytest.mark.parametrize(("code", "text"), FOREIGN.items(), ids=FOREIGN)
def test_other_languages_are_told(code, text):
    assert guess(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Norway handed over two patrol boats to the coast guard.",
        "Russia shells Kharkiv",
        "El Salvador, La Paz and Los Angeles",
        "Ethiopia fields a dozen Su-27s and two Su-30Ks.",
        "General de la Cruz met al-Din in Dar es Salaam.",
        'The minister said "Wir schaffen das" and left for the talks with the delegation.',
        "x" * 1000,
    ],
)
def test_english_is_never_taken_for_another(text):
    assert guess(text) == "en"


def test_words_of_no_known_language():
    assert guess("lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor " * 5) == "und"


@pytest.mark.parametrize("text", ["", "😀😀", "1234 5678", "—…!?"])
def test_no_words(text):
    assert guess(text) is None


def test_no_everyday_english_in_other_languages():
    words = dict(languages().words)
    english = words.pop("en")
    assert not [(code, word) for code, marks in words.items() for word in sorted(marks & english)]
