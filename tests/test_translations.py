import re
from pathlib import Path

import polib
from lxml import etree

from odoo.fields import Command
from odoo.modules import get_manifest
from odoo.modules.module import get_module_path
from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader

from ..models.pos_sync_payload import Refusal

ADDON = "bi_pos_multi_session_sync"
ROOT = Path(get_module_path(ADDON))
# By the name of the .po file: Odoo's language, and what the addon says in it.
LANGUAGES = {
    "es": ("es_ES", "En espera", "El pedido está vacío.", "Enviar pedido"),
    "fr": ("fr_FR", "En attente", "La commande est vide.", "Envoyer la commande"),
    "de": ("de_DE", "Wartend", "Der Auftrag ist leer.", "Auftrag senden"),
    "ar": ("ar_001", "قيد الانتظار", "الطلب فارغ.", "إرسال الطلب"),
    "hi": ("hi_IN", "प्रतीक्षा में", "ऑर्डर खाली है।", "ऑर्डर भेजें"),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]|\$\{.*?\}|<[^>]*>")
TRANSLATED_ATTRIBUTE = re.compile(r' (title|placeholder|alt|aria-label|string|help)="[^"]*"')


def read_terms(name):
    return {entry.msgid: entry for entry in polib.pofile(str(ROOT / "i18n" / name))}


def placeholders(text):
    """What a translation has to keep. Those without a name are filled in one after another."""
    found = PLACEHOLDER.findall(TRANSLATED_ATTRIBUTE.sub("", text))
    named = sorted(item for item in found if item.startswith(("%(", "$", "<")))
    return named, [item for item in found if item not in named]


@tagged("post_install", "-at_install")
class TestTranslationFiles(TransactionCase):
    """What is in the files: every term of the addon, in every language."""

    def _read_exported(self):
        """What Odoo would export now.

        :return: the texts of the addon itself, and all of them: fields of mixins come from other
            modules, as many as are installed
        """
        own, all_texts = set(), set()
        demo = self._read_demo_ids()
        reader = TranslationModuleReader(self.env.cr, modules=[ADDON])
        for _module, _kind, name, place, text, _value, _comments in reader:
            if str(place).startswith(demo):
                continue
            all_texts.add(text)
            if not name.startswith("ir.model.fields,") or self._is_own_field(place):
                own.add(text)
        return own, all_texts

    def _read_demo_ids(self):
        """What the ids of demo records begin with: no part of what is translated. The template of
        a product has the id of the product and a suffix."""
        files = [etree.parse(str(ROOT / path)) for path in get_manifest(ADDON)["demo"]]
        return tuple(f"{ADDON}.{name}" for tree in files for name in tree.xpath("//record/@id"))

    def _is_own_field(self, xmlid):
        field = self.env.ref(xmlid)
        return self.env[field.model]._fields[field.name]._module == ADDON

    def test_template_has_each_term_and_no_other(self):
        """Where it fails, run dev/pot."""
        own, all_texts = self._read_exported()
        template = set(read_terms(f"{ADDON}.pot"))
        self.assertGreater(len(own), 300)
        self.assertEqual(own - template, set(), "These are not in the template")
        self.assertEqual(template - all_texts, set(), "These are in the template only")

    def test_each_language_translates_each_term(self):
        template = read_terms(f"{ADDON}.pot")
        for language in LANGUAGES:
            with self.subTest(language):
                terms = read_terms(f"{language}.po")
                self.assertEqual(set(terms), set(template))
                empty = [text for text, entry in terms.items() if not entry.msgstr.strip()]
                self.assertEqual(empty, [], "These are not translated")
                self.assertEqual([text for text, entry in terms.items() if entry.fuzzy], [])

    def test_translations_keep_the_placeholders(self):
        for language in LANGUAGES:
            for text, entry in read_terms(f"{language}.po").items():
                with self.subTest(language, text=text):
                    self.assertEqual(placeholders(entry.msgstr), placeholders(text))

    def test_each_file_is_of_a_language_that_is_tested(self):
        files = {path.stem for path in ROOT.glob("i18n/*.po")}
        self.assertEqual(files, set(LANGUAGES))


@tagged("post_install", "-at_install")
class TestTranslatedScreens(TransactionCase):
    """What a user reads once a language is active."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        codes = [code for code, *_texts in LANGUAGES.values()]
        for code in codes:
            cls.env["res.lang"]._activate_lang(code)
        cls.env["ir.module.module"]._load_module_terms([ADDON], codes)

    def test_server_speaks_the_language(self):
        for code, waiting, refusal, _button in LANGUAGES.values():
            with self.subTest(code):
                orders = self.env["pos.sync.order"].with_context(lang=code)
                self.assertEqual(orders._state_labels()["sent"], waiting)
                self.assertEqual(orders._explain_refusal(Refusal("empty")), refusal)

    def test_menu_speaks_the_language(self):
        action = self.env.ref(f"{ADDON}.pos_sync_order_action")
        self.assertEqual(action.with_context(lang="es_ES").name, "Pedidos sincronizados")

    def test_till_speaks_the_language(self):
        for code, _waiting, refusal, button in LANGUAGES.values():
            with self.subTest(code):
                found, _params = self.env["ir.http"].get_translations_for_webclient([ADDON], code)
                texts = {text["id"]: text["string"] for text in found[ADDON]["messages"]}
                self.assertEqual(texts["Send Order"], button)
                self.assertEqual(texts["The order is empty."], refusal)

    def test_ready_made_reasons_speak_the_language_until_they_are_changed(self):
        journal = self.env["account.journal"].create(
            {"name": "Drawer", "code": "DRW", "type": "cash"}
        )
        cash = self.env["pos.payment.method"].create({"name": "Cash", "journal_id": journal.id})
        config = self.env["pos.config"].create(
            {"name": "Counter", "payment_method_ids": [Command.link(cash.id)]}
        )
        session = self.env["pos.session"].create({"config_id": config.id})
        self.assertIn("Customer left\n", self._load_reasons(session, "en_US"))
        self.assertIn("Kunde ist gegangen\n", self._load_reasons(session, "de_DE"))
        config.sync_reasons = "Too late"
        self.assertEqual(self._load_reasons(session, "de_DE"), "Too late")

    def _load_reasons(self, session, lang):
        session = session.with_context(lang=lang)
        return session._load_model("pos.config")["sync_reasons"]
