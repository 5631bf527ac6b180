#!/usr/bin/python3
"""tests/compose/visit.py first|again WEB LINKS FOLDER: people use a Parley that runs at WEB, from outside, and links in its mails begin with LINKS.

first: deploy/demo's people sign in by mailed links, take part in a run of a seed course and send videos. first and again: one of them signs in and
sees her video, playable from end to end. FOLDER remembers which one it was.
"""

import importlib.machinery
import importlib.util
import json
import pathlib
import subprocess
import sys

REPO = pathlib.Path(__file__).resolve().parent.parent.parent
INBOX = "http://localhost:8025"
MONA = "mona@student.example"
SECONDS_OF_VIDEO = 12


def load_demo():
    loader = importlib.machinery.SourceFileLoader("demo", str(REPO / "deploy/demo"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("demo", loader))
    loader.exec_module(module)
    return module


def demonstrate(web, folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "addresses").write_text(f"WEB_URL={web}\nINBOX_URL={INBOX}\nOPERATOR_EMAIL=operator@parley.example\n")
    subprocess.run([str(REPO / "deploy/demo"), str(folder)], check=True)


def seconds_of(data, folder):
    """How long a video is when all of it is decoded; ffmpeg fails on what does not play."""
    path = folder / "rendition.mp4"
    path.write_bytes(data)
    subprocess.run(["ffmpeg", "-v", "error", "-xerror", "-i", str(path), "-f", "null", "-"], check=True, stdin=subprocess.DEVNULL)
    probe = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "json", str(path)]
    return float(json.loads(subprocess.run(probe, check=True, capture_output=True).stdout)["format"]["duration"])


def look(demo, web, links, folder):
    """Mona's video as she sees it, having signed in anew."""
    inbox = demo.Inbox(INBOX)
    mona = demo.Person(web, inbox, MONA)
    mail = [mail["text"] for mail in inbox.mails_to(MONA) if "/sign-in/confirm" in mail["text"]][-1]
    assert f"{links}/sign-in/confirm" in mail, f"no link that begins with {links}: {mail}"
    run_id = mona.get("/v1/users/me/enrolments")["enrolments"][0]["runId"]
    video = mona.video_in(run_id)
    assert video and video["state"] == "STATE_PUBLISHED", f"no published video: {video}"
    renditions = f"{web}/v1/videos/{video['videoId']}/renditions"
    token = {"authorization": f"Bearer {mona.token}"}
    playlist = demo.fetch(f"{renditions}/master.m3u8", headers=token)[1].decode()
    assert playlist.startswith("#EXTM3U"), playlist
    seconds = seconds_of(demo.fetch(f"{renditions}/video.mp4", headers=token)[1], folder)
    assert abs(seconds - SECONDS_OF_VIDEO) < 0.5, f"the video is {seconds} s long"
    return video["videoId"]


def main():
    which, web, links, folder = sys.argv[1], sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4])
    demo = load_demo()
    if which == "first":
        demonstrate(web, folder)
    video_id = look(demo, web, links, folder)
    known = folder / "video"
    if which == "first":
        known.write_text(video_id)
    assert known.read_text() == video_id, f"another video than before: {video_id}"
    print(f"{MONA} signed in by the link in her mail and sees her video {video_id}, playable")


if __name__ == "__main__":
    main()
