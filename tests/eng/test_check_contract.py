"""eng/check-contract on small repositories of its own: it must go red, and say so when it cannot compare."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TIER = "protos/influence/v1/tier.proto"


class Repository:
    """A copy of what the check reads, with a history of its own."""

    def __init__(self, folder):
        self.folder = folder
        for part in ("protos", "eng"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "buf.yaml", folder)
        (folder / "tests/foreign").mkdir(parents=True)
        (folder / "tests/foreign/node_modules").symlink_to(ROOT / "tests/foreign/node_modules")
        self.git("init", "--quiet", "--initial-branch=main")
        # What a clone has ignored, and no more.
        (folder / ".gitignore").write_text("node_modules\n")

    def git(self, *words):
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
        return subprocess.run(["git", *identity, *words], cwd=self.folder, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, message="A commit"):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, old, new, path=TIER):
        file = self.folder / path
        text = file.read_text()
        assert old in text, f"{path} has no {old!r}; the test needs another example"
        file.write_text(text.replace(old, new, 1))

    def break_a_field_number(self):
        self.edit("string title = 3;", "string title = 33;")

    def check(self, *words):
        return subprocess.run(
            ["bash", "eng/check-contract", *words], cwd=self.folder, capture_output=True, text=True, timeout=60
        )


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def lines(ran, start):
    return [line for line in ran.stdout.splitlines() if line.startswith(start)]


def assert_red(ran, what):
    assert ran.returncode != 0, ran.stdout
    assert len(lines(ran, f"not ok - {what}")) == 1, ran.stdout + ran.stderr
    assert len(lines(ran, "not ok - ")) == 1, ran.stdout + ran.stderr


def assert_green(ran, against):
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert len(lines(ran, "ok - ")) == 3, ran.stdout + ran.stderr
    assert f"ok - buf breaking against {against[:12]}" in ran.stdout


def test_a_broken_field_number_in_a_dirty_tree_is_red(repository):
    repository.commit()
    repository.break_a_field_number()
    ran = repository.check()
    assert_red(ran, "buf breaking")
    assert "tier.proto" in ran.stdout, "says where"


def test_a_broken_field_number_on_a_branch_is_red(repository):
    repository.commit()
    repository.git("switch", "--quiet", "--create", "topic")
    repository.break_a_field_number()
    repository.commit()
    repository.commit("Another that changes nothing")
    assert_red(repository.check(), "buf breaking")


def test_a_broken_field_number_in_the_last_commit_of_main_is_red(repository):
    repository.commit()
    repository.break_a_field_number()
    repository.commit()
    assert_red(repository.check(), "buf breaking")


def test_a_broken_field_number_in_a_clone_is_red(repository, tmp_path_factory):
    repository.commit()
    repository.break_a_field_number()
    repository.commit()
    clone = tmp_path_factory.mktemp("clone")
    repository.git("clone", "--quiet", str(repository.folder), str(clone))
    (clone / "tests/foreign").mkdir(parents=True)
    (clone / "tests/foreign/node_modules").symlink_to(ROOT / "tests/foreign/node_modules")
    subprocess.run(["git", "switch", "--quiet", "--detach"], cwd=clone, check=True)
    subprocess.run(["git", "branch", "--quiet", "--delete", "--force", "main"], cwd=clone, check=True)
    ran = subprocess.run(["bash", "eng/check-contract"], cwd=clone, capture_output=True, text=True, timeout=60)
    assert_red(ran, "buf breaking")


def test_a_broken_field_number_is_red_where_the_earlier_commit_had_no_buf_yaml(repository):
    (repository.folder / "buf.yaml").unlink()
    repository.commit()
    shutil.copy(ROOT / "buf.yaml", repository.folder)
    repository.break_a_field_number()
    repository.commit()
    assert_red(repository.check(), "buf breaking")


def test_a_file_that_is_gone_is_red(repository):
    repository.commit()
    for path in ("error_reason.proto",):
        (repository.folder / "protos/influence/v1" / path).unlink()
    assert_red(repository.check(), "buf breaking")


def test_an_addition_is_green(repository):
    before = repository.commit()
    repository.edit("string title = 3;", "string title = 3;\n  // A new one.\n  string new_one = 99;")
    assert_green(repository.check(), before)


def test_a_clean_main_is_compared_with_its_first_parent(repository):
    before = repository.commit()
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit("On a branch")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "topic")
    assert_green(repository.check(), before)


def test_a_change_elsewhere_is_compared_with_the_first_parent_too(repository):
    before = repository.commit()
    repository.commit("Another")
    (repository.folder / "notes.txt").write_text("Not of the contract.")
    assert_green(repository.check(), before)


def test_a_commit_can_be_named(repository):
    first = repository.commit()
    repository.break_a_field_number()
    repository.commit()
    repository.commit("Another that changes nothing")
    assert repository.check().returncode == 0
    assert_red(repository.check(first), "buf breaking")


def test_the_first_commit_says_that_there_is_nothing_to_compare_with(repository):
    repository.commit()
    ran = repository.check()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "skip - buf breaking: there is no earlier commit" in ran.stdout
    assert len(lines(ran, "ok - ")) == 2


def test_a_parent_without_a_contract_is_told(repository):
    shutil.move(repository.folder / "protos", repository.folder / "elsewhere")
    repository.commit()
    shutil.move(repository.folder / "elsewhere", repository.folder / "protos")
    repository.commit()
    ran = repository.check()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "skip - buf breaking: commit" in ran.stdout


def test_a_name_that_breaks_the_style_is_red(repository):
    repository.commit()
    repository.edit("string title = 3;", "string title = 3;\n  // Not in snake case.\n  string newOne = 99;")
    assert_red(repository.check(), "buf lint")


def test_a_line_out_of_shape_is_red(repository):
    repository.commit()
    repository.edit("string title = 3;", "string   title =    3;")
    assert_red(repository.check(), "buf format")
