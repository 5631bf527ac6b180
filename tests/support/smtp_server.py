#!/usr/bin/env python3
"""A mail server for tests: `smtp_server.py FOLDER PORT [--tls CERTIFICATE KEY] [--require-tls] [--auth USER PASSWORD]`.

Prints its port when it listens. How it answers the next tries stands in FOLDER/answers, one a line, used up from the top; without any it
accepts. A line is `DATA <reply>`, `RCPT <reply>`, `DIE` (end without a word once the mail is there, not keeping it) or `KEEP-AND-DIE` (keep
it first). Each mail whose DATA was answered, or that was kept, is FOLDER/mails/<number>: lines answer, from, to, tls, user, blank, content.
"""
import argparse
import asyncio
import os
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, folder):
        self.answers = os.path.join(folder, "answers")
        self.mails = os.path.join(folder, "mails")

    def take(self, kinds):
        lines = open(self.answers, encoding="utf-8").read().splitlines() if os.path.exists(self.answers) else []
        if not lines or lines[0].split(" ")[0] not in kinds:
            return None
        with open(self.answers + ".new", "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines[1:])
        os.rename(self.answers + ".new", self.answers)
        return lines[0]

    def keep(self, answer, session, envelope):
        number = len([name for name in os.listdir(self.mails) if not name.endswith(".new")])
        path = os.path.join(self.mails, f"{number:06}")
        user = session.auth_data.login.decode() if getattr(session, "auth_data", None) else ""
        head = [answer, envelope.mail_from, ",".join(envelope.rcpt_tos), "tls" if session.ssl else "plain", user, ""]
        with open(path + ".new", "wb") as file:
            file.write("\n".join(head).encode() + b"\n" + envelope.original_content)
        os.rename(path + ".new", path)

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.take(["RCPT"])
        if answer:
            return answer.removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = self.take(["DATA", "DIE", "KEEP-AND-DIE"]) or "DATA 250 OK"
        if answer == "KEEP-AND-DIE":
            self.keep("250 never said", session, envelope)
        if answer.endswith("DIE"):
            os._exit(0)
        reply = answer.removeprefix("DATA ")
        self.keep(reply, session, envelope)
        return reply


def options_of(arguments):
    options = {"hostname": "localhost", "enable_SMTPUTF8": True}
    if arguments.tls:
        options["tls_context"] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        options["tls_context"].load_cert_chain(*arguments.tls)
        options["require_starttls"] = arguments.require_tls
    if arguments.auth:
        user, password = (text.encode() for text in arguments.auth)
        options["auth_required"] = True
        options["auth_require_tls"] = bool(arguments.tls)
        options["authenticator"] = lambda server, session, envelope, mechanism, data: AuthResult(
            success=(data.login, data.password) == (user, password), handled=False, auth_data=data)
    return options


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("port", type=int)
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--require-tls", action="store_true")
    parser.add_argument("--auth", nargs=2)
    arguments = parser.parse_args()
    os.makedirs(os.path.join(arguments.folder, "mails"), exist_ok=True)
    options = options_of(arguments)
    handler = Handler(arguments.folder)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler, **options), "127.0.0.1", arguments.port, reuse_address=True)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
