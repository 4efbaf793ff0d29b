"""Contains all the data models used in inputs/outputs"""

from .acknowledgement_answer import AcknowledgementAnswer
from .acknowledgement_page import AcknowledgementPage
from .actor_kind import ActorKind
from .asked_tenant import AskedTenant
from .asset_answer import AssetAnswer
from .asset_create import AssetCreate
from .asset_created import AssetCreated
from .asset_part import AssetPart
from .asset_patch import AssetPatch
from .asset_purpose import AssetPurpose
from .asset_status import AssetStatus
from .asset_upload import AssetUpload
from .asset_upload_answer import AssetUploadAnswer
from .asset_upload_fields import AssetUploadFields
from .asset_upload_parts import AssetUploadParts
from .asset_variant import AssetVariant
from .attention import Attention
from .audience import Audience
from .audit_actor import AuditActor
from .audit_event_answer import AuditEventAnswer
from .audit_event_answer_facts import AuditEventAnswerFacts
from .audit_event_page import AuditEventPage
from .badge_language import BadgeLanguage
from .chain_checkpoint import ChainCheckpoint
from .chain_fault import ChainFault
from .chain_fault_kind import ChainFaultKind
from .chain_head import ChainHead
from .chain_verification import ChainVerification
from .changes_request import ChangesRequest
from .channel_answer import ChannelAnswer
from .channel_create import ChannelCreate
from .channel_import import ChannelImport
from .channel_lookup import ChannelLookup
from .channel_owner import ChannelOwner
from .channel_page import ChannelPage
from .channel_patch import ChannelPatch
from .channel_platform import ChannelPlatform
from .channel_reject import ChannelReject
from .channel_state import ChannelState
from .channel_status import ChannelStatus
from .channel_suspend import ChannelSuspend
from .checklist import Checklist
from .claim_answer import ClaimAnswer
from .claim_assign import ClaimAssign
from .claim_close import ClaimClose
from .claim_counts import ClaimCounts
from .claim_create import ClaimCreate
from .claim_forwarded import ClaimForwarded
from .claim_outcome import ClaimOutcome
from .claim_page import ClaimPage
from .claim_reporters import ClaimReporters
from .claim_reporters_told import ClaimReportersTold
from .claim_sort import ClaimSort
from .claim_statistics import ClaimStatistics
from .claim_status import ClaimStatus
from .claim_suggestion import ClaimSuggestion
from .claim_transfer import ClaimTransfer
from .clarification_answer import ClarificationAnswer
from .clarification_approve import ClarificationApprove
from .clarification_correct import ClarificationCorrect
from .clarification_create import ClarificationCreate
from .clarification_page import ClarificationPage
from .clarification_patch import ClarificationPatch
from .clarification_publish import ClarificationPublish
from .clarification_retract import ClarificationRetract
from .clarification_status import ClarificationStatus
from .client_answer import ClientAnswer
from .client_create import ClientCreate
from .client_page import ClientPage
from .client_rotate import ClientRotate
from .client_secret_answer import ClientSecretAnswer
from .client_status import ClientStatus
from .completeness_answer import CompletenessAnswer
from .completeness_totals import CompletenessTotals
from .completion_answer import CompletionAnswer
from .completion_declare import CompletionDeclare
from .completion_declared import CompletionDeclared
from .completion_page import CompletionPage
from .completion_reason import CompletionReason
from .completion_status import CompletionStatus
from .completion_warning import CompletionWarning
from .completion_warning_answer import CompletionWarningAnswer
from .content_type import ContentType
from .correction_note import CorrectionNote
from .correction_state import CorrectionState
from .correction_status import CorrectionStatus
from .countersign import Countersign
from .cover import Cover
from .coverage_answer import CoverageAnswer
from .creator import Creator
from .current_account import CurrentAccount
from .custodian_answer import CustodianAnswer
from .custodian_body import CustodianBody
from .election_window_answer import ElectionWindowAnswer
from .election_window_create import ElectionWindowCreate
from .election_window_page import ElectionWindowPage
from .election_window_sort import ElectionWindowSort
from .ending import Ending
from .event_answer import EventAnswer
from .event_answer_data import EventAnswerData
from .event_page import EventPage
from .event_type import EventType
from .export_create import ExportCreate
from .export_kind import ExportKind
from .extension_answer import ExtensionAnswer
from .extension_create import ExtensionCreate
from .extension_page import ExtensionPage
from .extension_sort import ExtensionSort
from .figures import Figures
from .former_handle_answer import FormerHandleAnswer
from .frozen_completeness import FrozenCompleteness
from .frozen_part import FrozenPart
from .frozen_row import FrozenRow
from .get_recap_lang import GetRecapLang
from .government import Government
from .grouping import Grouping
from .health import Health
from .impersonation_answer import ImpersonationAnswer
from .impersonation_create import ImpersonationCreate
from .impersonation_page import ImpersonationPage
from .impersonation_patch import ImpersonationPatch
from .impersonation_status import ImpersonationStatus
from .import_outcome import ImportOutcome
from .include import Include
from .introspection import Introspection
from .job_answer import JobAnswer
from .job_file import JobFile
from .job_kind import JobKind
from .job_page import JobPage
from .job_problem import JobProblem
from .job_progress import JobProgress
from .job_result import JobResult
from .job_row import JobRow
from .job_row_error import JobRowError
from .job_status import JobStatus
from .kind import Kind
from .label import Label
from .match_answer import MatchAnswer
from .match_request import MatchRequest
from .matched_clarification import MatchedClarification
from .me import Me
from .medium import Medium
from .member_answer import MemberAnswer
from .member_import import MemberImport
from .member_import_answer import MemberImportAnswer
from .member_import_row import MemberImportRow
from .member_invite import MemberInvite
from .member_page import MemberPage
from .member_patch import MemberPatch
from .member_switch import MemberSwitch
from .membership_status import MembershipStatus
from .misinformation_type import MisinformationType
from .o_auth_error import OAuthError
from .period_answer import PeriodAnswer
from .period_completeness import PeriodCompleteness
from .period_page import PeriodPage
from .period_patch import PeriodPatch
from .period_state import PeriodState
from .permission import Permission
from .policy_answer import PolicyAnswer
from .policy_coverage_answer import PolicyCoverageAnswer
from .policy_create import PolicyCreate
from .policy_page import PolicyPage
from .policy_patch import PolicyPatch
from .policy_sort import PolicySort
from .policy_status import PolicyStatus
from .problem import Problem
from .problem_field import ProblemField
from .proof_answer import ProofAnswer
from .proof_body import ProofBody
from .proof_kind import ProofKind
from .proof_patch import ProofPatch
from .public_channel_answer import PublicChannelAnswer
from .public_channel_page import PublicChannelPage
from .public_claim_create import PublicClaimCreate
from .public_claim_created import PublicClaimCreated
from .public_claim_progress import PublicClaimProgress
from .public_claim_status import PublicClaimStatus
from .public_claim_ticket import PublicClaimTicket
from .public_claim_upload import PublicClaimUpload
from .public_claim_verdict import PublicClaimVerdict
from .public_clarification_answer import PublicClarificationAnswer
from .public_clarification_page import PublicClarificationPage
from .public_key import PublicKey
from .public_keys import PublicKeys
from .public_office import PublicOffice
from .public_state import PublicState
from .published_sort import PublishedSort
from .published_translation import PublishedTranslation
from .purpose_usage import PurposeUsage
from .readability import Readability
from .readiness import Readiness
from .recap_format import RecapFormat
from .region_name import RegionName
from .registration_answer import RegistrationAnswer
from .registration_create import RegistrationCreate
from .registration_created import RegistrationCreated
from .registration_letter import RegistrationLetter
from .registration_page import RegistrationPage
from .registration_progress import RegistrationProgress
from .registration_reject import RegistrationReject
from .registration_status import RegistrationStatus
from .registration_ticket import RegistrationTicket
from .relay_answer import RelayAnswer
from .relay_complete import RelayComplete
from .relay_decline import RelayDecline
from .relay_page import RelayPage
from .relay_post_answer import RelayPostAnswer
from .relay_post_body import RelayPostBody
from .relay_status import RelayStatus
from .relays_request import RelaysRequest
from .relays_requested import RelaysRequested
from .report_accept import ReportAccept
from .report_answer import ReportAnswer
from .report_change import ReportChange
from .report_counts import ReportCounts
from .report_create import ReportCreate
from .report_import import ReportImport
from .report_kind import ReportKind
from .report_page import ReportPage
from .report_patch import ReportPatch
from .report_post_answer import ReportPostAnswer
from .report_post_body import ReportPostBody
from .report_reopen import ReportReopen
from .report_return import ReportReturn
from .report_status import ReportStatus
from .reporter_answer import ReporterAnswer
from .reporter_body import ReporterBody
from .revision_answer import RevisionAnswer
from .revision_page import RevisionPage
from .revoked import Revoked
from .role import Role
from .row_sort import RowSort
from .seen_on import SeenOn
from .server_metadata import ServerMetadata
from .share import Share
from .shared_clarification_answer import SharedClarificationAnswer
from .shared_clarification_page import SharedClarificationPage
from .sheet_format import SheetFormat
from .snapshot_answer import SnapshotAnswer
from .snapshot_change import SnapshotChange
from .snapshot_create import SnapshotCreate
from .snapshot_head import SnapshotHead
from .snapshot_page import SnapshotPage
from .snapshot_part_answer import SnapshotPartAnswer
from .snapshot_sort import SnapshotSort
from .source import Source
from .source_body import SourceBody
from .standing import Standing
from .storage_usage import StorageUsage
from .summary_answer import SummaryAnswer
from .summary_row import SummaryRow
from .tenant_answer import TenantAnswer
from .tenant_claim_counts import TenantClaimCounts
from .tenant_completeness import TenantCompleteness
from .tenant_coverage import TenantCoverage
from .tenant_kind import TenantKind
from .tenant_name import TenantName
from .tenant_page import TenantPage
from .tenant_patch import TenantPatch
from .tenant_sort import TenantSort
from .tenant_status import TenantStatus
from .tenant_totals import TenantTotals
from .token_answer import TokenAnswer
from .token_inspection_request import TokenInspectionRequest
from .token_request import TokenRequest
from .topic import Topic
from .translation import Translation
from .translation_body import TranslationBody
from .unit_answer import UnitAnswer
from .unit_create import UnitCreate
from .unit_kind import UnitKind
from .unit_page import UnitPage
from .unit_patch import UnitPatch
from .unit_sort import UnitSort
from .unit_status import UnitStatus
from .user_info import UserInfo
from .variant import Variant
from .verdict import Verdict
from .violation_kind_answer import ViolationKindAnswer
from .violation_kind_body import ViolationKindBody

__all__ = (
    "AcknowledgementAnswer",
    "AcknowledgementPage",
    "ActorKind",
    "AskedTenant",
    "AssetAnswer",
    "AssetCreate",
    "AssetCreated",
    "AssetPart",
    "AssetPatch",
    "AssetPurpose",
    "AssetStatus",
    "AssetUpload",
    "AssetUploadAnswer",
    "AssetUploadFields",
    "AssetUploadParts",
    "AssetVariant",
    "Attention",
    "Audience",
    "AuditActor",
    "AuditEventAnswer",
    "AuditEventAnswerFacts",
    "AuditEventPage",
    "BadgeLanguage",
    "ChainCheckpoint",
    "ChainFault",
    "ChainFaultKind",
    "ChainHead",
    "ChainVerification",
    "ChangesRequest",
    "ChannelAnswer",
    "ChannelCreate",
    "ChannelImport",
    "ChannelLookup",
    "ChannelOwner",
    "ChannelPage",
    "ChannelPatch",
    "ChannelPlatform",
    "ChannelReject",
    "ChannelState",
    "ChannelStatus",
    "ChannelSuspend",
    "Checklist",
    "ClaimAnswer",
    "ClaimAssign",
    "ClaimClose",
    "ClaimCounts",
    "ClaimCreate",
    "ClaimForwarded",
    "ClaimOutcome",
    "ClaimPage",
    "ClaimReporters",
    "ClaimReportersTold",
    "ClaimSort",
    "ClaimStatistics",
    "ClaimStatus",
    "ClaimSuggestion",
    "ClaimTransfer",
    "ClarificationAnswer",
    "ClarificationApprove",
    "ClarificationCorrect",
    "ClarificationCreate",
    "ClarificationPage",
    "ClarificationPatch",
    "ClarificationPublish",
    "ClarificationRetract",
    "ClarificationStatus",
    "ClientAnswer",
    "ClientCreate",
    "ClientPage",
    "ClientRotate",
    "ClientSecretAnswer",
    "ClientStatus",
    "CompletenessAnswer",
    "CompletenessTotals",
    "CompletionAnswer",
    "CompletionDeclare",
    "CompletionDeclared",
    "CompletionPage",
    "CompletionReason",
    "CompletionStatus",
    "CompletionWarning",
    "CompletionWarningAnswer",
    "ContentType",
    "CorrectionNote",
    "CorrectionState",
    "CorrectionStatus",
    "Countersign",
    "Cover",
    "CoverageAnswer",
    "Creator",
    "CurrentAccount",
    "CustodianAnswer",
    "CustodianBody",
    "ElectionWindowAnswer",
    "ElectionWindowCreate",
    "ElectionWindowPage",
    "ElectionWindowSort",
    "Ending",
    "EventAnswer",
    "EventAnswerData",
    "EventPage",
    "EventType",
    "ExportCreate",
    "ExportKind",
    "ExtensionAnswer",
    "ExtensionCreate",
    "ExtensionPage",
    "ExtensionSort",
    "Figures",
    "FormerHandleAnswer",
    "FrozenCompleteness",
    "FrozenPart",
    "FrozenRow",
    "GetRecapLang",
    "Government",
    "Grouping",
    "Health",
    "ImpersonationAnswer",
    "ImpersonationCreate",
    "ImpersonationPage",
    "ImpersonationPatch",
    "ImpersonationStatus",
    "ImportOutcome",
    "Include",
    "Introspection",
    "JobAnswer",
    "JobFile",
    "JobKind",
    "JobPage",
    "JobProblem",
    "JobProgress",
    "JobResult",
    "JobRow",
    "JobRowError",
    "JobStatus",
    "Kind",
    "Label",
    "MatchAnswer",
    "MatchedClarification",
    "MatchRequest",
    "Me",
    "Medium",
    "MemberAnswer",
    "MemberImport",
    "MemberImportAnswer",
    "MemberImportRow",
    "MemberInvite",
    "MemberPage",
    "MemberPatch",
    "MembershipStatus",
    "MemberSwitch",
    "MisinformationType",
    "OAuthError",
    "PeriodAnswer",
    "PeriodCompleteness",
    "PeriodPage",
    "PeriodPatch",
    "PeriodState",
    "Permission",
    "PolicyAnswer",
    "PolicyCoverageAnswer",
    "PolicyCreate",
    "PolicyPage",
    "PolicyPatch",
    "PolicySort",
    "PolicyStatus",
    "Problem",
    "ProblemField",
    "ProofAnswer",
    "ProofBody",
    "ProofKind",
    "ProofPatch",
    "PublicChannelAnswer",
    "PublicChannelPage",
    "PublicClaimCreate",
    "PublicClaimCreated",
    "PublicClaimProgress",
    "PublicClaimStatus",
    "PublicClaimTicket",
    "PublicClaimUpload",
    "PublicClaimVerdict",
    "PublicClarificationAnswer",
    "PublicClarificationPage",
    "PublicKey",
    "PublicKeys",
    "PublicOffice",
    "PublicState",
    "PublishedSort",
    "PublishedTranslation",
    "PurposeUsage",
    "Readability",
    "Readiness",
    "RecapFormat",
    "RegionName",
    "RegistrationAnswer",
    "RegistrationCreate",
    "RegistrationCreated",
    "RegistrationLetter",
    "RegistrationPage",
    "RegistrationProgress",
    "RegistrationReject",
    "RegistrationStatus",
    "RegistrationTicket",
    "RelayAnswer",
    "RelayComplete",
    "RelayDecline",
    "RelayPage",
    "RelayPostAnswer",
    "RelayPostBody",
    "RelaysRequest",
    "RelaysRequested",
    "RelayStatus",
    "ReportAccept",
    "ReportAnswer",
    "ReportChange",
    "ReportCounts",
    "ReportCreate",
    "ReporterAnswer",
    "ReporterBody",
    "ReportImport",
    "ReportKind",
    "ReportPage",
    "ReportPatch",
    "ReportPostAnswer",
    "ReportPostBody",
    "ReportReopen",
    "ReportReturn",
    "ReportStatus",
    "RevisionAnswer",
    "RevisionPage",
    "Revoked",
    "Role",
    "RowSort",
    "SeenOn",
    "ServerMetadata",
    "Share",
    "SharedClarificationAnswer",
    "SharedClarificationPage",
    "SheetFormat",
    "SnapshotAnswer",
    "SnapshotChange",
    "SnapshotCreate",
    "SnapshotHead",
    "SnapshotPage",
    "SnapshotPartAnswer",
    "SnapshotSort",
    "Source",
    "SourceBody",
    "Standing",
    "StorageUsage",
    "SummaryAnswer",
    "SummaryRow",
    "TenantAnswer",
    "TenantClaimCounts",
    "TenantCompleteness",
    "TenantCoverage",
    "TenantKind",
    "TenantName",
    "TenantPage",
    "TenantPatch",
    "TenantSort",
    "TenantStatus",
    "TenantTotals",
    "TokenAnswer",
    "TokenInspectionRequest",
    "TokenRequest",
    "Topic",
    "Translation",
    "TranslationBody",
    "UnitAnswer",
    "UnitCreate",
    "UnitKind",
    "UnitPage",
    "UnitPatch",
    "UnitSort",
    "UnitStatus",
    "UserInfo",
    "Variant",
    "Verdict",
    "ViolationKindAnswer",
    "ViolationKindBody",
)
