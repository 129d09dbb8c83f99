"""The packages are what a user gets: they install, a project of the user's builds on them, and what READMEs show of C# runs.

The library depends on the official packages Grpc.Core.Api and Grpc.Net.Common. Registries that carry only a part of the public one may lack
these two (docs/adr/0001-contract-stand-ins.md), so this test, and nothing else, packs our stand-ins for them into its own folder, under the
official names. Everything else comes from where this machine's packages come from; what is restored already is not fetched again.
"""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKED = ["src/InfluenceGrpc.Protocol", "clients/csharp/InfluenceGrpc.Client", "clients/csharp/InfluenceGrpc.Cli"]
STAND_INS = ["src/Standins/Grpc.Core.Api", "src/Standins/Grpc.Net.Common"]
SERVER = ROOT / "src/InfluenceGrpc.Server/bin/Release/net10.0/InfluenceGrpc.Server.dll"
VERSION = re.search(r"<Version>(.*)</Version>", (ROOT / "Directory.Build.props").read_text()).group(1)
GRPC_VERSION = re.search(r"<GrpcVersion>(.*)</GrpcVersion>", (ROOT / "Directory.Packages.props").read_text()).group(1)
QUIET = {"DOTNET_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_NOLOGO": "1", "MSBUILDDISABLENODEREUSE": "1", "DOTNET_CLI_USE_MSBUILD_SERVER": "0"}
READMES = ["README.md", "clients/csharp/README.md"]


def dotnet(*arguments, cwd=ROOT, **variables):
    ran = subprocess.run(
        ["dotnet", *map(str, arguments)], cwd=cwd, env={**os.environ, **QUIET, **variables}, capture_output=True, text=True, timeout=600
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """A folder with the packages: of what is built, as eng/test does before."""
    folder = tmp_path_factory.mktemp("packages")
    for project in PACKED:
        dotnet("pack", project, "-c", "Release", "--no-build", "-o", folder)
    for project in STAND_INS:
        dotnet("pack", project, "-c", "Release", "--no-build", "-p:IsPackable=true", "-o", folder)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a server that keeps profiles."""
    store = tmp_path_factory.mktemp("store") / "profiles.db"
    process = subprocess.Popen(
        ["dotnet", SERVER, "--listen", "127.0.0.1:0", "--store", f"sqlite:{store}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        for line in process.stdout:
            if found := re.search(r"Serving gRPC on (http\S+)", line):
                yield found.group(1)
                break
        else:
            pytest.fail("The server did not start.")
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def test_the_readme_says_how_they_are_made():
    shown = (ROOT / "clients/csharp/README.md").read_text()

    for project in PACKED:
        assert f"dotnet pack {project} -c Release -o artifacts/packages\n" in shown


def nuspec(package):
    """Its metadata, without namespaces, and the names of its files."""
    with zipfile.ZipFile(package) as opened:
        names = opened.namelist()
        (spec,) = [name for name in names if name.endswith(".nuspec")]
        text = re.sub(r' xmlns="[^"]*"', "", opened.read(spec).decode("utf-8-sig"))
    return xml.etree.ElementTree.fromstring(text).find("metadata"), names


def test_library_names_the_official_packages(packages):
    metadata, files = nuspec(packages / f"InfluenceGrpc.Client.{VERSION}.nupkg")

    needed = {dependency.get("id"): dependency.get("version") for dependency in metadata.iter("dependency")}
    assert needed["Grpc.Core.Api"] == needed["Grpc.Net.Common"] == needed["Grpc.Net.Client"] == GRPC_VERSION
    assert needed["InfluenceGrpc.Protocol"] == VERSION
    assert {"README.md", "lib/net10.0/InfluenceGrpc.Client.dll", "lib/net10.0/InfluenceGrpc.Client.xml"} <= set(files)
    assert [name for name in files if name.startswith("lib/") and "InfluenceGrpc.Client" not in name] == []
    assert metadata.findtext("readme") == "README.md"
    assert metadata.find("license") is None and not list(ROOT.glob("LICENSE*")), "the packages name no license, because there is none here"


def test_messages_are_documented_and_carry_no_stand_ins(packages):
    metadata, files = nuspec(packages / f"InfluenceGrpc.Protocol.{VERSION}.nupkg")

    needed = {dependency.get("id") for dependency in metadata.iter("dependency")}
    assert {"Google.Protobuf", "Grpc.Core.Api"} <= needed
    assert "Grpc.Tools" not in needed
    assert [name for name in files if name.startswith("lib/")] == [
        "lib/net10.0/InfluenceGrpc.Protocol.dll",
        "lib/net10.0/InfluenceGrpc.Protocol.xml",
    ]


@pytest.mark.parametrize("name", ["InfluenceGrpc.Client", "InfluenceGrpc.Protocol", "InfluenceGrpc.Cli"])
def test_there_are_symbols(packages, name):
    _, files = nuspec(packages / f"{name}.{VERSION}.snupkg")

    assert any(file.endswith(".pdb") for file in files)


def test_no_package_holds_a_path_of_this_machine(packages):
    for package in packages.glob("InfluenceGrpc.*pkg"):
        with zipfile.ZipFile(package) as opened:
            for name in opened.namelist():
                if "InfluenceGrpc" in name or "influence" in name:
                    assert str(ROOT).encode() not in opened.read(name), f"{package.name}: {name}"


def test_the_tool_is_installed_and_answers(packages, server, tmp_path):
    # The folder alone: what the tool needs, it carries.
    (tmp_path / "nuget.config").write_text("<configuration><packageSources><clear /></packageSources></configuration>")
    dotnet("tool", "install", "--tool-path", tmp_path / "tools", "--add-source", packages, "InfluenceGrpc.Cli", cwd=tmp_path)
    root = Path(shutil.which("dotnet")).resolve().parent

    ran = subprocess.run(
        [tmp_path / "tools/influence", "tier", "4990", "--server", server],
        env={**os.environ, "DOTNET_ROOT": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("4,990 followers\n\nMicro  in harvard-media (version 1): ")


SAMPLE = """
using Influence.V1;

internal sealed record Creator(CreatorProfile Profile)
{
    public ulong? Followers => Profile.HasFollowers ? Profile.Followers : null;

    public CreatorProfile ToProfile() => Profile;
}

internal static class Sample
{
    public static readonly List<Creator> creators = [.. File.ReadLines("creators.jsonl").Select((line, at) =>
    {
        var profile = CreatorProfile.Parser.ParseJson(line);
        profile.CreatorId = $"c-{1042 + at}";
        return new Creator(profile);
    })];

    public static readonly List<Creator> candidates = creators;
    public static readonly List<string> ids = [.. creators.Select(creator => creator.Profile.CreatorId)];
    public static readonly List<CreatorProfile> liked = [.. creators.Take(10).Select(creator => creator.Profile)];
    public static readonly ComparePlansRequest plans = ComparePlansRequest.Parser.ParseJson(File.ReadAllText("plans.json"));
}
"""

PROJECT = f"""
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="InfluenceGrpc.Client" Version="{VERSION}" />
  </ItemGroup>
</Project>
"""


def shown_blocks():
    """The C# of the READMEs, and whether it can run: what asks servers of somebody else's is compiled only."""
    for readme in READMES:
        for code in re.findall(r"^```csharp\n(.*?)^```$", (ROOT / readme).read_text(), re.M | re.S):
            yield re.sub(r"^using [A-Za-z.0-9]+;\n", "", code, flags=re.M), "http://127.0.0.1:5090" in code or "client = " not in code


def program(address):
    """Every block in a method of its own, and a call of each that can run."""
    methods, calls = [], []
    for number, (code, runs) in enumerate(shown_blocks()):
        text = code.replace("http://127.0.0.1:5090", address)
        methods.append(f"    public static async Task Block{number}()\n    {{\n{text}\n        await Task.CompletedTask;\n    }}\n")
        if runs:
            calls.append(f'await Shown.Block{number}();\nConsole.WriteLine("block {number} ran");\n')
    header = "using Influence.V1;\nusing InfluenceGrpc.Client;\nusing static Sample;\n\n"
    return header + "".join(calls) + "\ninternal static class Shown\n{\n" + "".join(methods) + "}\n", len(calls)


def test_a_new_project_builds_on_the_library_and_runs_what_the_readmes_show(packages, server, tmp_path):
    restored = Path(os.environ.get("NUGET_PACKAGES", Path.home() / ".nuget/packages"))
    (tmp_path / "nuget.config").write_text(
        f"""
        <configuration>
          <packageSources><add key="packed" value="{packages}" /></packageSources>
          <fallbackPackageFolders><add key="restored" value="{restored}" /></fallbackPackageFolders>
        </configuration>
        """.strip()
    )
    (tmp_path / "shown.csproj").write_text(PROJECT)
    (tmp_path / "Sample.cs").write_text(SAMPLE)
    code, runs = program(server)
    (tmp_path / "Program.cs").write_text(code)
    for name, source in {
        "brief.json": "samples/briefs/no-trail-shoe.json",
        "creators.jsonl": "samples/campaigns/creators.jsonl",
        "plans.json": "samples/campaigns/celebrity-or-micro.json",
    }.items():
        shutil.copy(ROOT / source, tmp_path / name)

    # Not into this machine's own packages: there, our stand-ins would pass for the official ones.
    own = {"NUGET_PACKAGES": str(tmp_path / "packages")}
    dotnet("build", "-c", "Release", "-v", "q", cwd=tmp_path, **own)
    shown = dotnet("run", "-c", "Release", "--no-build", cwd=tmp_path, **own)

    assert runs >= 4
    assert shown.count(" ran\n") == runs
    assert "4,990 followers are within 1,000" in shown
