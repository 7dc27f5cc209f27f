"""Each invariant must catch the fault it is there for: faults are seeded into our own templates."""

import copy
import pathlib
import unittest

import invariants
from invariants import RULES, Template, findings, load
from translate import NotTranslatable, missing_zips, read, translate

INFRASTRUCTURE = pathlib.Path(__file__).resolve().parent.parent
ROOT = INFRASTRUCTURE.parent
MAIN = translate(ROOT / "template.yaml")
SIGN_IN = load(INFRASTRUCTURE / "sign-in.yaml")
WEB = load(INFRASTRUCTURE / "web-hosting.yaml")


def changed(template, name, *path_and_value):
    """A copy of a template with one value of one resource replaced, or removed by `...`."""
    document = copy.deepcopy(template)
    *path, last, value = path_and_value
    place = document["Resources"][name]
    for step in path:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return document


P = "Properties"

# The rule, what is changed, and the finding that this rule must come to.
FAULTS = [
    (invariants.rights_are_narrow, changed(
        MAIN, "ApiFunctionRole", P, "Policies", 0, "PolicyDocument", "Statement", 0,
        "Action", "dynamodb:*"),
        "ApiFunctionRole: wildcard in action dynamodb:*"),
    (invariants.rights_are_narrow, changed(
        MAIN, "MailEventFunctionRole", P, "Policies", 1, "PolicyDocument", "Statement", 0,
        "Resource", "*"),
        "MailEventFunctionRole: sqs:SendMessage on every resource"),
    (invariants.rights_are_narrow, changed(
        MAIN, "LiveFunctionRole", P, "Policies", 0, "PolicyDocument", "Statement", 0,
        "Action", ...),
        "LiveFunctionRole: allows everything but a list of actions"),
    (invariants.managed_rights_are_cut_back, changed(
        MAIN, "RulesFunctionRole", P, "Policies", 0, "PolicyDocument", "Statement", -1,
        "Action", ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"]),
        "RulesFunctionRole: sqs:DeleteMessage on every resource of the account"),
    (invariants.managed_rights_are_cut_back, changed(
        MAIN, "RelayFunctionRole", P, "Policies", 0, "PolicyDocument", "Statement", -1,
        "Action", ["dynamodb:GetShardIterator", "dynamodb:DescribeStream"]),
        "RelayFunctionRole: dynamodb:GetRecords on every resource of the account"),
    (invariants.anyone_who_may_call_is_named, changed(MAIN, "LivePermission", P, "SourceArn", ...),
        "LivePermission: every account's apigateway.amazonaws.com may call"),
    (invariants.anyone_who_may_call_is_named, changed(
        MAIN, "RawBucketPolicy", P, "PolicyDocument", "Statement", 0, "Condition", ...),
        "RawBucketPolicy: ReceivedMail allows without a condition"),
    (invariants.buckets_are_closed, changed(
        MAIN, "RawBucket", P, "PublicAccessBlockConfiguration", "BlockPublicPolicy", False),
        "RawBucket: BlockPublicPolicy is not set"),
    (invariants.buckets_are_closed, changed(MAIN, "FilesBucket", P, "BucketEncryption", ...),
        "FilesBucket: not encrypted"),
    (invariants.buckets_are_closed, changed(
        MAIN, "FilesBucketPolicy", P, "PolicyDocument", "Statement", 0, "Effect", "Allow"),
        "FilesBucket: reachable without TLS"),
    (invariants.buckets_are_closed, changed(
        MAIN, "FilesBucket", P, "CorsConfiguration", "CorsRules", 0, "AllowedOrigins", ["*"]),
        "FilesBucket: every web site may call it from a browser"),
    (invariants.data_outlives_the_stack, changed(MAIN, "Table", "DeletionPolicy", ...),
        "Table: DeletionPolicy is not Retain"),
    (invariants.data_outlives_the_stack, changed(MAIN, "FilesBucket", "UpdateReplacePolicy", "Delete"),
        "FilesBucket: UpdateReplacePolicy is not Retain"),
    (invariants.data_outlives_the_stack, changed(SIGN_IN, "UserPool", "DeletionPolicy", "Delete"),
        "UserPool: DeletionPolicy is not Retain"),
    (invariants.data_outlives_the_stack, changed(
        MAIN, "Table", P, "PointInTimeRecoverySpecification", ...),
        "Table: no point-in-time recovery"),
    (invariants.data_outlives_the_stack, changed(MAIN, "Table", P, "SSESpecification", ...),
        "Table: not encrypted with a key of the account"),
    (invariants.data_outlives_the_stack, changed(MAIN, "Table", P, "BillingMode", "PROVISIONED"),
        "Table: costs while idle"),
    (invariants.data_outlives_the_stack, changed(
        MAIN, "Table", P, "StreamSpecification", "StreamViewType", "KEYS_ONLY"),
        "Table: the stream lacks old or new images"),
    (invariants.data_outlives_the_stack, changed(MAIN, "RawBucket", P, "VersioningConfiguration", ...),
        "RawBucket: an original can be overwritten"),
    (invariants.queues_lose_nothing, changed(MAIN, "InboundQueue", P, "SqsManagedSseEnabled", ...),
        "InboundQueue: not encrypted"),
    (invariants.queues_lose_nothing, changed(MAIN, "MediaQueue", P, "RedrivePolicy", ...),
        "MediaQueue: a message that always fails is never parked"),
    (invariants.queues_lose_nothing, changed(MAIN, "OutboundDlqAlarm", P, "Dimensions", []),
        "OutboundDlq: no alarm says that something is parked there"),
    (invariants.queues_lose_nothing, changed(MAIN, "StreamDlq", P, "MessageRetentionPeriod", 345600),
        "StreamDlq: parks for less than 14 days"),
    (invariants.queues_lose_nothing, changed(MAIN, "AssignmentDlq", P, "FifoQueue", ...),
        "AssignmentQueue: AssignmentDlq is not of the same kind"),
    (invariants.queues_lose_nothing, changed(MAIN, "OutboundQueue", P, "FifoThroughputLimit", ...),
        "OutboundQueue: all groups share one throughput limit"),
    (invariants.event_sources_lose_nothing, changed(
        MAIN, "DeliveryFunctionOutbound", P, "FunctionResponseTypes", ...),
        "DeliveryFunctionOutbound: one bad message takes its batch along"),
    (invariants.event_sources_lose_nothing, changed(MAIN, "MediaFunction", P, "Timeout", 121),
        "MediaFunctionMedia: visibility of 720 s is less than 6 x 121 s"),
    (invariants.event_sources_lose_nothing, changed(
        MAIN, "RelayFunctionStream", P, "DestinationConfig", {}),
        "RelayFunctionStream: a failed stream batch is dropped"),
    (invariants.event_sources_lose_nothing, changed(
        MAIN, "RelayFunctionStream", P, "MaximumRetryAttempts", ...),
        "RelayFunctionStream: one bad record stops its shard for a day"),
    (invariants.event_sources_lose_nothing, changed(
        MAIN, "RelayFunctionStream", P, "BisectBatchOnFunctionError", False),
        "RelayFunctionStream: a failed batch is not halved"),
    (invariants.event_sources_lose_nothing, changed(
        MAIN, "RelayFunctionStream", P, "FilterCriteria", "Filters", 0, "Pattern", "{eventName}"),
        "RelayFunctionStream: the filter is not JSON"),
    (invariants.events_lose_nothing, changed(
        MAIN, "IngestEmailFunctionEventInvokeConfig", P, "DestinationConfig", ...),
        "IngestEmailFunction: a failed event is dropped after three tries"),
    (invariants.events_lose_nothing, changed(
        MAIN, "MailEventFunctionEventInvokeConfig", P, "DestinationConfig", ...),
        "MailEventFunction: a failed event is dropped after three tries"),
    (invariants.events_lose_nothing, changed(
        MAIN, "MailEventFunctionSending", P, "Targets", 0, "DeadLetterConfig", ...),
        "MailEventFunctionSending: an event that cannot be handed over is dropped"),
    (invariants.functions_start_fast, changed(MAIN, "ApiFunction", P, "SnapStart", ...),
        "ApiFunction: no SnapStart"),
    (invariants.functions_start_fast, changed(MAIN, "LiveFunction", P, "Architectures", ["x86_64"]),
        "LiveFunction: not on arm64"),
    (invariants.functions_start_fast, changed(MAIN, "RulesFunction", P, "LoggingConfig", "LogGroup", ...),
        "RulesFunction: logs go to a group that keeps them for ever"),
    (invariants.functions_start_fast, changed(MAIN, "IngestEmailFunction", P, "Timeout", 900),
        "IngestEmailFunction: may run for 900 s"),
    (invariants.functions_start_fast, changed(
        MAIN, "RulesFunctionInbound", P, "FunctionName", {"Ref": "RulesFunction"}),
        "RulesFunctionInbound: calls RulesFunction past its alias, so without SnapStart"),
    (invariants.logs_end, changed(MAIN, "FunctionLogs", P, "RetentionInDays", ...),
        "FunctionLogs: kept for ever"),
    (invariants.environment_and_rights_agree, changed(
        MAIN, "AssignmentFunction", P, "Environment", "Variables",
        {"TABLE_NAME": {"Ref": "Table"}, "RAW_BUCKET": {"Ref": "RawBucket"}}),
        "AssignmentFunction: knows RawBucket from RAW_BUCKET but may do nothing with it"),
    (invariants.environment_and_rights_agree, changed(
        MAIN, "MailEventFunction", P, "Environment", "Variables", {}),
        "MailEventFunction: may use InboundQueue but is not told its name"),
    (invariants.apis_ask_who_it_is, changed(
        MAIN, "HttpApi", P, "Body", "paths", "/v1/{proxy+}", "x-amazon-apigateway-any-method",
        "security", [{"NONE": []}]),
        "HttpApi: x-amazon-apigateway-any-method /v1/{proxy+} is open to everybody"),
    (invariants.apis_ask_who_it_is, changed(MAIN, "LiveConnect", P, "AuthorizationType", "NONE"),
        "LiveConnect: anybody may connect"),
    (invariants.apis_ask_who_it_is, changed(MAIN, "LiveStage", P, "DefaultRouteSettings", ...),
        "LiveStage: not throttled"),
    (invariants.sign_in_is_strict, changed(SIGN_IN, "UserPool", P, "MfaConfiguration", "OFF"),
        "UserPool: no second factor"),
    (invariants.sign_in_is_strict, changed(SIGN_IN, "UserPool", P, "AdminCreateUserConfig", ...),
        "UserPool: anybody may make an account"),
    (invariants.sign_in_is_strict, changed(SIGN_IN, "Client", P, "AllowedOAuthFlows", ["implicit"]),
        "Client: allows another flow than the authorization code"),
    (invariants.sign_in_is_strict, changed(SIGN_IN, "Client", P, "GenerateSecret", True),
        "Client: a browser cannot keep a secret"),
    (invariants.sign_in_is_strict, changed(
        SIGN_IN, "Client", P, "ExplicitAuthFlows", ["ALLOW_USER_PASSWORD_AUTH"]),
        "Client: ALLOW_USER_PASSWORD_AUTH hands passwords around"),
    (invariants.web_is_strict, changed(
        WEB, "Distribution", P, "DistributionConfig", "DefaultCacheBehavior",
        "ViewerProtocolPolicy", "allow-all"),
        "Distribution: the default is served without TLS"),
    (invariants.web_is_strict, changed(
        WEB, "Distribution", P, "DistributionConfig", "DefaultCacheBehavior",
        "ResponseHeadersPolicyId", ...),
        "Distribution: the default comes without security headers"),
    (invariants.web_is_strict, changed(
        WEB, "AppHeaders", P, "ResponseHeadersPolicyConfig", "SecurityHeadersConfig",
        "ContentSecurityPolicy", {"ContentSecurityPolicy": "script-src 'self'; "}),
        "AppHeaders: the content security policy lets through what it does not name"),
    (invariants.no_secret_is_written_down, changed(
        MAIN, "AssignmentFunction", P, "Environment", "Variables",
        {"TABLE_NAME": {"Ref": "Table"}, "APP_SECRET": "x"}),
        "AssignmentFunction: APP_SECRET shows a secret"),
    (invariants.apis_ask_who_it_is, {"Resources": {
        "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {}}}},
        "Api: may call no function"),
    (invariants.web_is_strict, {"Resources": {"Headers": {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {"ResponseHeadersPolicyConfig": {"SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"ContentSecurityPolicy":
                "default-src 'none'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'"},
        }}}}}},
        "Headers: scripts may come from elsewhere or from the page itself"),
    (invariants.no_secret_is_written_down, {"Resources": {"Key": {
        "Type": "AWS::SecretsManager::Secret", "Properties": {"SecretString": "x"}}}},
        "Key: the secret stands in the template"),
]


class OurTemplates(unittest.TestCase):
    def test_hold_every_invariant(self):
        for template in (MAIN, SIGN_IN, WEB, load(INFRASTRUCTURE / "mail-domain.yaml")):
            self.assertEqual([], findings(template))


class SeededFaults(unittest.TestCase):
    def test_are_found(self):
        for rule, template, expected in FAULTS:
            with self.subTest(expected):
                found = list(rule(Template(template)))
                self.assertTrue(any(f.startswith(expected) for f in found), found)

    def test_exist_for_every_invariant(self):
        self.assertEqual(set(RULES), {rule for rule, _, _ in FAULTS})


class Translation(unittest.TestCase):
    def test_names_zips_that_are_not_built(self):
        template = {"Resources": {"F": {
            "Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "nowhere.zip"}}}}
        self.assertEqual(["nowhere.zip"], missing_zips(template, ROOT))

    def test_refuses_what_sam_refuses(self):
        broken = INFRASTRUCTURE / "checks" / "target" / "broken.yaml"
        broken.parent.mkdir(exist_ok=True)
        text = (ROOT / "template.yaml").read_text(encoding="utf-8")
        broken.write_text(
            text.replace("DefaultAuthorizer: SignIn", "DefaultAuthorizer: Nobody")
            .replace("Location: infrastructure/", "Location: ../../"),
            encoding="utf-8",
        )
        with self.assertRaisesRegex(NotTranslatable, "Nobody"):
            translate(broken)

    def test_reads_short_forms(self):
        table = read(ROOT / "template.yaml")["Outputs"]["TableName"]
        self.assertEqual({"Value": {"Ref": "Table"}}, table)


if __name__ == "__main__":
    unittest.main()
