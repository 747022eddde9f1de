"""Faults in words, gathered and sorted, each failure with its exit code."""

from __future__ import annotations

import click
import pytest

from generator.errors import (
    EXIT_BUILD,
    EXIT_FAULTS,
    EXIT_PRIVACY,
    BuildError,
    DiscloseError,
    Fault,
    FaultyDataError,
    PersonalDataError,
)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            Fault(
                "data/a.csv", 14, "F", "全年预算数", "1,23", "不是有效金额", "应为如 1234.56 的数字（万元）"
            ),
            'data/a.csv 第 14 行 F 列「全年预算数」: "1,23" 不是有效金额；应为如 1234.56 的数字（万元）',
        ),
        (Fault("data/a.yml", 3, "", "标题", "", "缺少此键"), "data/a.yml 第 3 行「标题」: 缺少此键"),
        (Fault("data/a.csv", 2, "", "", "", "有 2 格"), "data/a.csv 第 2 行: 有 2 格"),
        (Fault("data/a.csv", 0, "", "", "", "缺少此文件"), "data/a.csv: 缺少此文件"),
    ],
)
def test_a_fault_in_one_line(fault, said):
    assert str(fault) == said


def test_faults_are_raised_together_sorted_and_once_each():
    second = Fault("data/a.csv", 10, "A", "", "", "二")
    first = Fault("data/a.csv", 9, "B", "", "", "一")
    error = FaultyDataError([second, first, second])
    assert error.faults == (first, second)
    assert error.message == (
        "输入数据有 2 处错误，未生成网站：\n  data/a.csv 第 9 行 B 列: 一\n  data/a.csv 第 10 行 A 列: 二"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FaultyDataError([]), EXIT_FAULTS),
        (PersonalDataError([]), EXIT_PRIVACY),
        (BuildError("磁盘已满"), EXIT_BUILD),
        (DiscloseError("其他"), EXIT_BUILD),
    ],
)
def test_every_failure_has_its_exit_code_and_no_traceback(error, code):
    assert isinstance(error, click.ClickException)
    assert error.exit_code == code


def test_exit_codes_differ_from_each_other_and_from_wrong_use():
    codes = [EXIT_FAULTS, EXIT_PRIVACY, EXIT_BUILD, click.UsageError.exit_code, 0, 1]
    assert len(set(codes)) == len(codes)
