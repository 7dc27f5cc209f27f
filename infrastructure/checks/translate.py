"""Turns the SAM template into the CloudFormation that AWS would deploy, without an AWS account.

usage: translate.py TEMPLATE OUTPUT [--built]

With --built, every function's zip must exist: SAM itself notices a missing one only while deploying.
"""

import json
import logging
import os
import pathlib
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")  # read by the translator for ARNs

import boto3
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


# The translator counts what it does and complains that nobody collects the counts.
logging.getLogger("samtranslator.metrics.metrics").setLevel(logging.ERROR)


class NoNamedPolicies:
    """The translator looks policies up that a template names. Ours writes its statements out."""

    def load(self):
        return {}


class NotTranslatable(Exception):
    """Says what is wrong with a template, one finding a line."""


def read(path):
    """Reads a template with its short forms (!Ref, !Sub, ...) as plain dictionaries."""
    return yaml_parse(pathlib.Path(path).read_text(encoding="utf-8"))


def missing_zips(template, folder):
    """The zips that the functions name and that are not built."""
    return [
        resource["Properties"]["CodeUri"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
        and not (folder / resource["Properties"]["CodeUri"]).is_file()
    ]


def as_uploaded(template, folder):
    """Replaces local paths by addresses, as `sam package` does after uploading."""
    for resource in template["Resources"].values():
        properties = resource.setdefault("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            properties["CodeUri"] = "s3://artifacts/" + properties["CodeUri"]
        if resource["Type"] == "AWS::Serverless::Application":
            if not (folder / properties["Location"]).is_file():
                raise NotTranslatable(f"There is no nested template {properties['Location']}")
            properties["Location"] = "https://artifacts.s3.amazonaws.com/" + properties["Location"]
    return template


def translate(path, built=False):
    """The CloudFormation template of the SAM template at this path."""
    path = pathlib.Path(path)
    template = read(path)
    if built and (missing := missing_zips(template, path.parent)):
        raise NotTranslatable("Not built, run ./mvnw verify: " + ", ".join(sorted(set(missing))))
    boto3.setup_default_session(region_name=os.environ["AWS_DEFAULT_REGION"])
    try:
        return transform(as_uploaded(template, path.parent), {}, NoNamedPolicies())
    except InvalidDocumentException as error:
        raise NotTranslatable("\n".join(cause.message for cause in error.causes)) from error


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--built"]
    try:
        translated = translate(arguments[0], built="--built" in sys.argv)
    except NotTranslatable as error:
        sys.exit(str(error))
    pathlib.Path(arguments[1]).write_text(json.dumps(translated, indent=1), encoding="utf-8")
    print(f"{len(translated['Resources'])} resources")
