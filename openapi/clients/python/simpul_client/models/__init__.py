"""Contains all the data models used in inputs/outputs"""

from .asset_answer import AssetAnswer
from .asset_create import AssetCreate
from .asset_created import AssetCreated
from .asset_patch import AssetPatch
from .asset_purpose import AssetPurpose
from .asset_status import AssetStatus
from .asset_upload import AssetUpload
from .asset_upload_fields import AssetUploadFields
from .asset_variant import AssetVariant
from .audience import Audience
from .changes_request import ChangesRequest
from .channel_answer import ChannelAnswer
from .channel_create import ChannelCreate
from .channel_page import ChannelPage
from .channel_patch import ChannelPatch
from .channel_platform import ChannelPlatform
from .channel_reject import ChannelReject
from .channel_status import ChannelStatus
from .checklist import Checklist
from .clarification_answer import ClarificationAnswer
from .clarification_approve import ClarificationApprove
from .clarification_create import ClarificationCreate
from .clarification_page import ClarificationPage
from .clarification_patch import ClarificationPatch
from .clarification_publish import ClarificationPublish
from .clarification_retract import ClarificationRetract
from .clarification_status import ClarificationStatus
from .content_type import ContentType
from .correction_note import CorrectionNote
from .correction_state import CorrectionState
from .countersign import Countersign
from .cover import Cover
from .creator import Creator
from .custodian_answer import CustodianAnswer
from .custodian_body import CustodianBody
from .event_answer import EventAnswer
from .event_answer_data import EventAnswerData
from .event_page import EventPage
from .event_type import EventType
from .former_handle_answer import FormerHandleAnswer
from .health import Health
from .include import Include
from .kind import Kind
from .label import Label
from .me import Me
from .misinformation_type import MisinformationType
from .o_auth_error import OAuthError
from .problem import Problem
from .problem_field import ProblemField
from .proof_answer import ProofAnswer
from .proof_body import ProofBody
from .proof_kind import ProofKind
from .proof_patch import ProofPatch
from .public_clarification_answer import PublicClarificationAnswer
from .public_clarification_page import PublicClarificationPage
from .public_key import PublicKey
from .public_keys import PublicKeys
from .public_state import PublicState
from .published_sort import PublishedSort
from .readability import Readability
from .readiness import Readiness
from .region_name import RegionName
from .report_accept import ReportAccept
from .report_answer import ReportAnswer
from .report_create import ReportCreate
from .report_kind import ReportKind
from .report_page import ReportPage
from .report_patch import ReportPatch
from .report_post_answer import ReportPostAnswer
from .report_post_body import ReportPostBody
from .report_reopen import ReportReopen
from .report_return import ReportReturn
from .report_status import ReportStatus
from .row_sort import RowSort
from .server_metadata import ServerMetadata
from .share import Share
from .shared_clarification_answer import SharedClarificationAnswer
from .shared_clarification_page import SharedClarificationPage
from .source import Source
from .source_body import SourceBody
from .tenant_answer import TenantAnswer
from .tenant_kind import TenantKind
from .tenant_name import TenantName
from .tenant_page import TenantPage
from .tenant_patch import TenantPatch
from .tenant_sort import TenantSort
from .tenant_status import TenantStatus
from .token_answer import TokenAnswer
from .token_request import TokenRequest
from .topic import Topic
from .variant import Variant
from .verdict import Verdict

__all__ = (
    "AssetAnswer",
    "AssetCreate",
    "AssetCreated",
    "AssetPatch",
    "AssetPurpose",
    "AssetStatus",
    "AssetUpload",
    "AssetUploadFields",
    "AssetVariant",
    "Audience",
    "ChangesRequest",
    "ChannelAnswer",
    "ChannelCreate",
    "ChannelPage",
    "ChannelPatch",
    "ChannelPlatform",
    "ChannelReject",
    "ChannelStatus",
    "Checklist",
    "ClarificationAnswer",
    "ClarificationApprove",
    "ClarificationCreate",
    "ClarificationPage",
    "ClarificationPatch",
    "ClarificationPublish",
    "ClarificationRetract",
    "ClarificationStatus",
    "ContentType",
    "CorrectionNote",
    "CorrectionState",
    "Countersign",
    "Cover",
    "Creator",
    "CustodianAnswer",
    "CustodianBody",
    "EventAnswer",
    "EventAnswerData",
    "EventPage",
    "EventType",
    "FormerHandleAnswer",
    "Health",
    "Include",
    "Kind",
    "Label",
    "Me",
    "MisinformationType",
    "OAuthError",
    "Problem",
    "ProblemField",
    "ProofAnswer",
    "ProofBody",
    "ProofKind",
    "ProofPatch",
    "PublicClarificationAnswer",
    "PublicClarificationPage",
    "PublicKey",
    "PublicKeys",
    "PublicState",
    "PublishedSort",
    "Readability",
    "Readiness",
    "RegionName",
    "ReportAccept",
    "ReportAnswer",
    "ReportCreate",
    "ReportKind",
    "ReportPage",
    "ReportPatch",
    "ReportPostAnswer",
    "ReportPostBody",
    "ReportReopen",
    "ReportReturn",
    "ReportStatus",
    "RowSort",
    "ServerMetadata",
    "Share",
    "SharedClarificationAnswer",
    "SharedClarificationPage",
    "Source",
    "SourceBody",
    "TenantAnswer",
    "TenantKind",
    "TenantName",
    "TenantPage",
    "TenantPatch",
    "TenantSort",
    "TenantStatus",
    "TokenAnswer",
    "TokenRequest",
    "Topic",
    "Variant",
    "Verdict",
)
