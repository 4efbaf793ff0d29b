"""Examples of requests for the OpenAPI document: invented, and proven valid by a test."""

from typing import Any

_TABLE = "01a20657-cb62-74bd-8fec-36a1864f6780"
EXAMPLES: dict[str, dict[str, Any]] = {
    "AssetCreate": {
        "purpose": "attachment",
        "file_name": "daftar-hadir.pdf",
        "content_type": "application/pdf",
        "size": 48213,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "alt": None,
    },
    "ChannelCreate": {
        "platform": "instagram",
        "url": "https://www.instagram.com/kab.contoh/",
        "handle": "kab.contoh",
        "name": "Pemerintah Kabupaten Contoh",
        "language": "id",
        "proof": {"kind": "bio_code", "asset_id": None},
    },
    "ChannelImport": {"asset_id": _TABLE, "dry_run": True, "partial": False},
    "ClaimClose": {
        "outcome": "not_clarifiable",
        "note": "Tidak ada sumber resmi yang dapat memastikannya.",
    },
    "ClaimCreate": {
        "text": "Assalamualaikum, ada bantuan tunai dari pemkab, daftar di bit.example/x",
        "links": ["https://bit.example/x"],
        "medium": "text",
        "seen_on": "whatsapp",
        "region": "32.04",
        "asset_ids": [],
        "reporter": {"name": None, "contact": "+6281100000000", "consent": True},
        "external_reference": None,
    },
    "ClarificationApprove": {
        "checklist": {
            "clear_source": True,
            "crosschecked": True,
            "neutral": True,
            "plain_language": True,
            "no_sara": True,
            "no_personal_data": True,
        },
        "note": None,
    },
    "ClarificationCorrect": {"public_note": "Memperbaiki tanggal keterangan resmi."},
    "ClarificationCreate": {
        "title": "[HOAKS] Tautan pendaftaran bantuan tunai mengatasnamakan pemerintah kabupaten",
        "claim_reviewed": "Pemerintah kabupaten membuka pendaftaran bantuan tunai lewat tautan.",
        "verdict": "false",
        "label": "disinformasi",
        "misinformation_type": "imposter_content",
        "topic": "social_aid",
        "body": "Beredar sebuah tautan. **Faktanya**, tidak ada pendaftaran lewat tautan.",
        "sources": [
            {
                "title": "Keterangan resmi Dinas Sosial",
                "url": "https://dinsos.example/berita/1",
                "publisher": "Dinas Sosial",
                "official": "Kepala Dinas Sosial",
            }
        ],
        "regions": ["32.04"],
    },
    "ClarificationRetract": {"public_reason": "Keterangan resmi dicabut oleh sumbernya."},
    "ClientCreate": {
        "name": "Sistem pelaporan Diskominfo",
        "scopes": ["channels:read", "reports:read", "reports:write"],
    },
    "CompletionDeclare": {"nil": False, "note": "Termasuk laporan kecamatan."},
    "ElectionWindowCreate": {
        "name": "Masa kampanye pemilihan kepala daerah",
        "starts_on": "2029-09-25",
        "ends_on": "2029-11-24",
        "regions": ["32.04"],
        "terms": ["Budi Contoh", "Partai Contoh"],
    },
    "ExportCreate": {
        "kind": "reports",
        "format": "xlsx",
        "periods": ["2026-10"],
        "tenants": ["32.04", "32.73"],
    },
    "ExtensionCreate": {
        "tenant": "32.04",
        "open_until": "2026-12-05",
        "reason": "Jaringan kantor terputus selama sepekan.",
    },
    "MatchRequest": {
        "text": "VIRAL!!! Bantuan tunai sdh cair, daftar di https://bantuan.example sebelum ditutup",
        "limit": 5,
    },
    "MemberInvite": {
        "email": "operator@diskominfo.contoh.example",
        "name": "Operator Contoh",
        "roles": ["operator"],
    },
    "SnapshotCreate": {"period": "2026-10", "note": "Untuk rapat koordinasi bulan November."},
    "UnitCreate": {"name": "Dinas Kesehatan", "kind": "agency"},
    "PolicyCreate": {
        "title": "Pedoman bermedia sosial",
        "language": "id",
        "body": "## Yang kami minta\n\nTulis yang **jelas** dan sebut sumbernya.",
        "kinds": [
            {
                "code": "berita-bohong",
                "title": "Membuat berita bohong",
                "description": "Menyampaikan kabar yang tidak benar atau tidak jelas asalnya.",
            }
        ],
        "change_note": "Contoh baru pada bagian sumber.",
    },
    "PublicClaimCreate": {
        "text": "Assalamualaikum, ada bantuan tunai dari pemkab, daftar di https://bantuan.example/x",
        "links": ["https://bantuan.example/x"],
        "seen_on": "whatsapp",
        "region": "32.04",
        "reporter": {"name": None, "contact": "warga@surel.example", "consent": True},
    },
    "PublicClaimUpload": {
        "region": "32.04",
        "file_name": "pesan suara.ogg",
        "content_type": "audio/ogg",
        "size": 48213,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
    "RegistrationCreate": {
        "region": "32.04",
        "office": "Diskominfo Kabupaten Contoh",
        "email": "diskominfo@kab.example",
        "contact_name": "Rahayu Contoh",
        "phone": "+62 22 000 000",
        "letter_asset_id": None,
        "letter_ticket": None,
    },
    "RegistrationReject": {"note": "Surat permohonan belum ditandatangani."},
    "RelayComplete": {
        "posts": [
            {
                "channel_id": None,
                "url": "https://medsos.example/p/90",
                "posted_at": "2026-10-14T11:00:00Z",
            }
        ]
    },
    "RelaysRequest": {
        "tenants": "all",
        "due_at": "2026-10-15T05:00:00Z",
        "note": "Mohon diteruskan.",
    },
    "ReportCreate": {
        "period": "2026-10",
        "kind": "training",
        "title": "Lokakarya pengelolaan media sosial perangkat daerah",
        "summary": "Pelatihan dua hari bagi pengelola kanal resmi.",
        "starts_on": "2026-10-13",
        "ends_on": "2026-10-14",
        "participants": 120,
        "participating_tenants": ["32.04"],
        "neutrality_attested": True,
        "external_reference": "SIMLAP-2026-881",
    },
    "ReportImport": {"asset_id": _TABLE, "dry_run": False, "partial": True, "submit": False},
    "ReportReturn": {"note": "Mohon lengkapi daftar hadir."},
}
