"""What is made of a key is made once, and forgotten with all others where there are too many."""

from generator.memo import Memo


def test_each_is_made_once_until_there_are_too_many():
    asked = []
    memo = Memo(lambda key: asked.append(key) or key * 2, most=3)
    assert [memo[key] for key in (1, 2, 1, 3, 2)] == [2, 4, 2, 6, 4]
    assert asked == [1, 2, 3]
    assert memo[4] == 8
    assert dict(memo) == {4: 8}
    assert memo[1] == 2
    assert asked == [1, 2, 3, 4, 1]
