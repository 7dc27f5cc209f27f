"""What must be true of every template of ours, whatever it comes to describe.

usage: invariants.py TRANSLATED_TEMPLATE...   (JSON, or YAML without the SAM transform)

Each rule is a function that takes a Template and yields findings. A finding starts with the name of
the resource and says what is wrong. test_invariants.py seeds one fault per rule and more.
"""

import json
import pathlib
import re
import sys

# These actions know no resource; everything else must name what it is for.
ACTIONS_WITHOUT_RESOURCE = {"dynamodb:ListStreams", "ses:DeleteSuppressedDestination"}

# Its objects are built from the repository: losing the bucket loses nothing.
REBUILDABLE_BUCKETS = {"WebBucket"}

# What arrives is kept as it arrived.
ORIGINALS = {"RawBucket"}

# Providers cannot sign in. They sign what they send, which the function checks. Neither can customers:
# the portal knows visitors by tokens of its own, and a form is for everybody.
ROUTES_WITHOUT_SIGN_IN = re.compile(r"^/(webhooks|chat|forms|photos|v1/telephony)/")


class Template:
    """A template by resource types, with the questions that rules ask of it."""

    def __init__(self, document):
        self.resources = document["Resources"]

    def of(self, *types):
        """The logical ids and properties of all resources of these types."""
        return [
            (name, resource.get("Properties", {}))
            for name, resource in self.resources.items()
            if resource["Type"] in types
        ]

    def properties(self, name):
        return self.resources[name].get("Properties", {})

    def type(self, name):
        return self.resources.get(name, {}).get("Type")

    def mentioned(self, value):
        """The logical ids that a value refers to, however deep."""
        if isinstance(value, list):
            return set().union(*map(self.mentioned, value))
        if not isinstance(value, dict):
            return set()
        names = set()
        for key, inner in value.items():
            if key == "Ref":
                names.add(inner)
            elif key == "Fn::GetAtt":
                names.add((inner if isinstance(inner, list) else inner.split("."))[0])
            elif key == "Fn::Sub":
                text = inner[0] if isinstance(inner, list) else inner
                names |= {found.split(".")[0] for found in re.findall(r"\$\{([^!}]+)\}", text)}
                if isinstance(inner, list):
                    names |= self.mentioned(inner[1])
            else:
                names |= self.mentioned(inner)
        return names & self.resources.keys()

    def function(self, name):
        """The function itself, when given the name of its alias or version."""
        while self.type(name) in ("AWS::Lambda::Alias", "AWS::Lambda::Version"):
            (name,) = self.mentioned(self.properties(name)["FunctionName"])
        return name

    def statements(self, role):
        return [
            statement
            for policy in self.properties(role).get("Policies", [])
            for statement in policy["PolicyDocument"]["Statement"]
        ]

    def dead_letter_queues(self):
        """Every queue that something else parks its failures in."""
        parked = [
            properties.get("RedrivePolicy", {}).get("deadLetterTargetArn")
            for _, properties in self.of("AWS::SQS::Queue")
        ]
        parked += [
            properties.get("DestinationConfig")
            for _, properties in self.of(
                "AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig"
            )
        ]
        return {name for name in self.mentioned(parked) if self.type(name) == "AWS::SQS::Queue"}


def listed(value):
    return value if isinstance(value, list) else [value]


def rights_are_narrow(template):
    for role, _ in template.of("AWS::IAM::Role"):
        for statement in template.statements(role):
            if statement["Effect"] != "Allow":
                continue
            actions = listed(statement.get("Action", []))
            if not actions:
                yield f"{role}: allows everything but a list of actions"
            yield from (f"{role}: wildcard in action {a}" for a in actions if "*" in a)
            if "*" in listed(statement.get("Resource", "*")) and not (
                set(actions) <= ACTIONS_WITHOUT_RESOURCE
            ):
                yield f"{role}: {', '.join(actions)} on every resource"


def managed_rights_are_cut_back(template):
    """AWS's own execution policies name every queue and stream of the account."""
    cut_back = {
        "AWSLambdaSQSQueueExecutionRole": {
            "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
        },
        "AWSLambdaDynamoDBExecutionRole": {
            "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream",
        },
    }
    for role, properties in template.of("AWS::IAM::Role"):
        for arn in properties.get("ManagedPolicyArns", []):
            broad = cut_back.get(str(arn).rsplit("/", 1)[-1], set())
            denied = {
                action
                for statement in template.statements(role)
                if statement["Effect"] == "Deny" and "NotResource" in statement
                for action in listed(statement["Action"])
            }
            if broad - denied:
                yield f"{role}: {', '.join(sorted(broad - denied))} on every resource of the account"


def anyone_who_may_call_is_named(template):
    for name, properties in template.of("AWS::Lambda::Permission"):
        if "SourceArn" not in properties and "SourceAccount" not in properties:
            yield f"{name}: every account's {properties['Principal']} may call"
    for name, properties in template.of("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy"):
        for statement in properties["PolicyDocument"]["Statement"]:
            if statement["Effect"] == "Allow" and "Condition" not in statement:
                yield f"{name}: {statement.get('Sid')} allows without a condition"


def buckets_are_closed(template):
    over_tls = set()
    for _, properties in template.of("AWS::S3::BucketPolicy"):
        for statement in properties["PolicyDocument"]["Statement"]:
            condition = statement.get("Condition", {}).get("Bool", {})
            if statement["Effect"] == "Deny" and condition.get("aws:SecureTransport") == "false":
                over_tls |= template.mentioned(properties["Bucket"])
    for name, properties in template.of("AWS::S3::Bucket"):
        block = properties.get("PublicAccessBlockConfiguration", {})
        for setting in (
            "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets",
        ):
            if block.get(setting) is not True:
                yield f"{name}: {setting} is not set"
        if "BucketEncryption" not in properties:
            yield f"{name}: not encrypted"
        if name not in over_tls:
            yield f"{name}: reachable without TLS"
        for rule in properties.get("CorsConfiguration", {}).get("CorsRules", []):
            # Storing needs a link signed for one object: which site a browser is on adds nothing.
            if "*" in rule["AllowedOrigins"] and rule["AllowedMethods"] != ["PUT"]:
                yield f"{name}: every web site may call it from a browser"


def data_outlives_the_stack(template):
    for name, properties in template.of(
        "AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Cognito::UserPool"
    ):
        if name in REBUILDABLE_BUCKETS:
            continue
        for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
            if template.resources[name].get(policy) != "Retain":
                yield f"{name}: {policy} is not Retain"
    for name, properties in template.of("AWS::DynamoDB::Table"):
        recovery = properties.get("PointInTimeRecoverySpecification", {})
        if recovery.get("PointInTimeRecoveryEnabled") is not True:
            yield f"{name}: no point-in-time recovery"
        if properties.get("SSESpecification", {}).get("SSEEnabled") is not True:
            yield f"{name}: not encrypted with a key of the account"
        if properties.get("BillingMode") != "PAY_PER_REQUEST":
            yield f"{name}: costs while idle"
        if properties.get("StreamSpecification", {}).get("StreamViewType") != "NEW_AND_OLD_IMAGES":
            yield f"{name}: the stream lacks old or new images"
    for name, properties in template.of("AWS::S3::Bucket"):
        versions = properties.get("VersioningConfiguration", {}).get("Status")
        if name in ORIGINALS and versions != "Enabled":
            yield f"{name}: an original can be overwritten"


def queues_lose_nothing(template):
    parked_in = template.dead_letter_queues()
    watched = template.mentioned([p for _, p in template.of("AWS::CloudWatch::Alarm")])
    for name, properties in template.of("AWS::SQS::Queue"):
        if not (properties.get("SqsManagedSseEnabled") or properties.get("KmsMasterKeyId")):
            yield f"{name}: not encrypted"
        if name in parked_in:
            if name not in watched:
                yield f"{name}: no alarm says that something is parked there"
            if properties.get("MessageRetentionPeriod") != 1209600:
                yield f"{name}: parks for less than 14 days"
        elif "RedrivePolicy" not in properties:
            yield f"{name}: a message that always fails is never parked"
        for target in template.mentioned(properties.get("RedrivePolicy", {})):
            if template.properties(target).get("FifoQueue") != properties.get("FifoQueue"):
                yield f"{name}: {target} is not of the same kind"
        if properties.get("FifoQueue") and name not in parked_in:
            if (properties.get("DeduplicationScope"), properties.get("FifoThroughputLimit")) != (
                "messageGroup", "perMessageGroupId",
            ):
                yield f"{name}: all groups share one throughput limit"


def event_sources_lose_nothing(template):
    for name, properties in template.of("AWS::Lambda::EventSourceMapping"):
        (target,) = template.mentioned(properties["FunctionName"])
        (source,) = template.mentioned(properties["EventSourceArn"])
        timeout = template.properties(template.function(target)).get("Timeout", 3)
        if "ReportBatchItemFailures" not in properties.get("FunctionResponseTypes", []):
            yield f"{name}: one bad message takes its batch along"
        if template.type(source) == "AWS::SQS::Queue":
            visibility = template.properties(source).get("VisibilityTimeout", 30)
            if visibility < 6 * timeout:
                yield f"{name}: visibility of {visibility} s is less than 6 x {timeout} s"
        if template.type(source) == "AWS::DynamoDB::Table":
            if "OnFailure" not in properties.get("DestinationConfig", {}):
                yield f"{name}: a failed stream batch is dropped"
            if properties.get("MaximumRetryAttempts", -1) < 0:
                yield f"{name}: one bad record stops its shard for a day"
            if properties.get("BisectBatchOnFunctionError") is not True:
                yield f"{name}: a failed batch is not halved"
        for entry in properties.get("FilterCriteria", {}).get("Filters", []):
            try:
                json.loads(entry["Pattern"])
            except ValueError as error:
                yield f"{name}: the filter is not JSON ({error})"


def events_lose_nothing(template):
    """SES and EventBridge hand an event over once; only Lambda's own retries remain after that."""
    parks = set()
    for _, properties in template.of("AWS::Lambda::EventInvokeConfig"):
        if "OnFailure" in properties.get("DestinationConfig", {}):
            parks |= template.mentioned(properties["FunctionName"])
    for name, properties in template.of("AWS::Lambda::Permission"):
        if properties["Principal"] in ("ses.amazonaws.com", "events.amazonaws.com"):
            for called in map(template.function, template.mentioned(properties["FunctionName"])):
                if called not in parks:
                    yield f"{called}: a failed event is dropped after three tries"
    for name, properties in template.of("AWS::Events::Rule"):
        for target in properties["Targets"]:
            if "DeadLetterConfig" not in target:
                yield f"{name}: an event that cannot be handed over is dropped"


def functions_start_fast(template):
    for name, properties in template.of("AWS::Lambda::Function"):
        if properties.get("SnapStart", {}).get("ApplyOn") != "PublishedVersions":
            yield f"{name}: no SnapStart"
        if properties.get("Architectures") != ["arm64"]:
            yield f"{name}: not on arm64"
        if "LogGroup" not in properties.get("LoggingConfig", {}):
            yield f"{name}: logs go to a group that keeps them for ever"
        if properties.get("Timeout", 3) > 120:
            yield f"{name}: may run for {properties['Timeout']} s"
    for name, properties in template.of(
        "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission"
    ):
        for called in template.mentioned(properties["FunctionName"]):
            if template.type(called) != "AWS::Lambda::Alias":
                yield f"{name}: calls {called} past its alias, so without SnapStart"


def logs_end(template):
    for name, properties in template.of("AWS::Logs::LogGroup"):
        if "RetentionInDays" not in properties:
            yield f"{name}: kept for ever"


def environment_and_rights_agree(template):
    # The address of the HTTP API is told to providers; nobody needs a right to pass it on.
    open_to_callers = {
        name
        for name, properties in template.of("AWS::ApiGatewayV2::Api")
        if properties.get("ProtocolType", "HTTP") == "HTTP"
    }
    for name, properties in template.of("AWS::Lambda::Function"):
        variables = properties.get("Environment", {}).get("Variables", {})
        (role,) = template.mentioned(properties["Role"])
        allowed = template.mentioned(
            [s for s in template.statements(role) if s["Effect"] == "Allow"]
        )
        for variable, value in variables.items():
            for named in template.mentioned(value) - allowed - open_to_callers:
                yield f"{name}: knows {named} from {variable} but may do nothing with it"
        known = template.mentioned(variables)
        for named in allowed - known - template.dead_letter_queues():
            yield f"{name}: may use {named} but is not told its name"


def apis_ask_who_it_is(template):
    callable_apis = template.mentioned([p for _, p in template.of("AWS::Lambda::Permission")])
    for name, properties in template.of("AWS::ApiGatewayV2::Api"):
        for path, methods in properties.get("Body", {}).get("paths", {}).items():
            for method, operation in methods.items():
                asked = [key for entry in operation.get("security", []) for key in entry]
                if asked in ([], ["NONE"]) and not ROUTES_WITHOUT_SIGN_IN.match(path):
                    yield f"{name}: {method} {path} is open to everybody"
        if name not in callable_apis:
            yield f"{name}: may call no function"
    for name, properties in template.of("AWS::ApiGatewayV2::Route"):
        if properties["RouteKey"] == "$connect":
            if properties.get("AuthorizationType", "NONE") == "NONE":
                yield f"{name}: anybody may connect"
    for name, properties in template.of("AWS::ApiGatewayV2::Stage"):
        limits = properties.get("DefaultRouteSettings", {})
        if "ThrottlingRateLimit" not in limits or "ThrottlingBurstLimit" not in limits:
            yield f"{name}: not throttled"


def sign_in_is_strict(template):
    for name, properties in template.of("AWS::Cognito::UserPool"):
        if properties.get("MfaConfiguration", "OFF") == "OFF":
            yield f"{name}: no second factor"
        if properties.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly") is not True:
            yield f"{name}: anybody may make an account"
    for name, properties in template.of("AWS::Cognito::UserPoolClient"):
        if properties.get("AllowedOAuthFlows") != ["code"]:
            yield f"{name}: allows another flow than the authorization code"
        if properties.get("GenerateSecret") is not False:
            yield f"{name}: a browser cannot keep a secret"
        for flow in ("ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"):
            if flow in properties.get("ExplicitAuthFlows", []):
                yield f"{name}: {flow} hands passwords around"


def web_is_strict(template):
    for name, properties in template.of("AWS::CloudFront::Distribution"):
        configuration = properties["DistributionConfig"]
        for behaviour in [configuration["DefaultCacheBehavior"], *configuration["CacheBehaviors"]]:
            path = behaviour.get("PathPattern", "the default")
            if behaviour["ViewerProtocolPolicy"] == "allow-all":
                yield f"{name}: {path} is served without TLS"
            if behaviour["TargetOriginId"] == "web" and "ResponseHeadersPolicyId" not in behaviour:
                yield f"{name}: {path} comes without security headers"
    for name, properties in template.of("AWS::CloudFront::ResponseHeadersPolicy"):
        security = properties["ResponseHeadersPolicyConfig"].get("SecurityHeadersConfig", {})
        policy = json.dumps(security.get("ContentSecurityPolicy", {}))
        if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
            yield f"{name}: the content security policy lets through what it does not name"
        scripts = re.search(r"script-src ([^;]*);", policy)
        if not scripts or "unsafe" in scripts.group(1) or "*" in scripts.group(1):
            yield f"{name}: scripts may come from elsewhere or from the page itself"


def no_secret_is_written_down(template):
    for name, properties in template.of("AWS::SecretsManager::Secret"):
        if "SecretString" in properties:
            yield f"{name}: the secret stands in the template"
    for name, properties in template.of("AWS::Lambda::Function"):
        for variable in properties.get("Environment", {}).get("Variables", {}):
            if re.search(r"SECRET|TOKEN|PASSWORD|API_KEY", variable):
                yield f"{name}: {variable} shows a secret to everybody who may see the function"


RULES = [
    rights_are_narrow,
    managed_rights_are_cut_back,
    anyone_who_may_call_is_named,
    buckets_are_closed,
    data_outlives_the_stack,
    queues_lose_nothing,
    event_sources_lose_nothing,
    events_lose_nothing,
    functions_start_fast,
    logs_end,
    environment_and_rights_agree,
    apis_ask_who_it_is,
    sign_in_is_strict,
    web_is_strict,
    no_secret_is_written_down,
]


def findings(document):
    """Everything that is wrong with this template; an empty list when nothing is."""
    template = Template(document)
    return [finding for rule in RULES for finding in rule(template)]


def load(path):
    path = pathlib.Path(path)
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    from translate import read

    return read(path)


if __name__ == "__main__":
    found = [f"{path}: {finding}" for path in sys.argv[1:] for finding in findings(load(path))]
    print("\n".join(found) if found else f"{len(RULES)} invariants hold")
    sys.exit(1 if found else 0)
