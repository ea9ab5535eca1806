from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import comm
import pytest
from playwright.sync_api import Browser, Page
from wire import Wire

import plankg
from plankg.workplan import WorkPlan

TEXT = """某区教育局文件

某区教育局2023年工作要点

一、推进<b>“改革”</b>发展

1.加强学校建设。推进吉祥小学建设，年底前完成95%以上。会同上海大学举办</script><img src=x onerror=alert(1)>活动。

2.提升服务水平。由教研室牵头，组织教师培训。
"""


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> WorkPlan:
    path: Path = tmp_path_factory.mktemp("plans") / "要点.txt"
    path.write_text(TEXT, "utf-8")
    return plankg.load(path)


@pytest.fixture(scope="session", autouse=True)
def wired() -> Iterator[None]:
    """Widgets made from now on speak over a wire that a test carries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comm, "create_comm", Wire)
        yield


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A window in which a request, an error or a complaint of the console fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 900, "height": 800})
    page = context.new_page()
    page.on("request", lambda request: complaints.append(request.url) if request.url.startswith("http") else None)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [said for said in complaints if "GL Driver Message" not in said] == []
