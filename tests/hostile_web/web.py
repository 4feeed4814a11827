"""Servers for the tests: HTTP and HTTPS with a handler of raw bytes, and a name server."""
import socket
import socketserver
import ssl
import threading
import time


class Server:
    """Answers each request with handler(path, head) as bytes, or an iterator of bytes."""

    def __init__(self, address, port, handler, context=None):
        self.requests = []
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                try:
                    outer.answer(self.request, handler, context)
                except OSError:
                    pass

        family = socket.AF_INET6 if ":" in address else socket.AF_INET

        class Listener(socketserver.ThreadingTCPServer):
            address_family = family
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 128

        self.listener = Listener((address, port), Handler)
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    def answer(self, connection, handler, context):
        if context:
            with context.wrap_socket(connection, server_side=True) as wrapped:
                return self.answer(wrapped, handler, None)
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            if not part:
                self.requests.append("(connected)")
                return
            head += part
        text = head.decode("latin-1")
        path = text.split(" ")[1]
        self.requests.append(text)
        answer = handler(path, text)
        for part in [answer] if isinstance(answer, bytes) else answer:
            connection.sendall(part)
        connection.close()

    def paths(self):
        return [text.split(" ")[1] if " " in text else text for text in self.requests]

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()


def respond(body, headers="", status="200 OK"):
    if isinstance(body, str):
        body = body.encode()
    return (f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
            .encode() + body)


def redirect(where):
    return respond("", f"Location: {where}\r\n", "302 Found")


def page(title="Story", links=(), base=""):
    text = ("Acme Corporation said on Monday that it agreed to invest two billion dollars in Example "
            "Industries, as the company announced in a statement. ")
    body = "".join(f"<p>{text}Part {part}.</p>" for part in range(5))
    anchors = "".join(f"<a href='{link}'>x</a>" for link in links)
    return respond(f"<html lang=en><head><title>{title}</title>{base}</head><body><article><h1>{title}"
                   f"</h1>{body}</article>{anchors}</body></html>",
                   "Content-Type: text/html; charset=utf-8\r\n")


def feed(links):
    items = "".join(f"<item><link><![CDATA[{link}]]></link></item>" for link in links)
    return respond(f"<rss><channel>{items}</channel></rss>", "Content-Type: text/xml\r\n")


def tls(folder, name, newest=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/{name}.key")
    if newest:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = newest
    return context


class Names:
    """A name server: {name: [[address, …], …]}; each question gets the next list, the last one stays."""

    def __init__(self, address, names):
        self.names = {name: list(answers) for name, answers in names.items()}
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 53))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                question, client = self.socket.recvfrom(512)
                self.socket.sendto(self.answer(question), client)
            except OSError:
                return

    def answer(self, question):
        labels, at = [], 12
        while question[at]:
            labels.append(question[at + 1:at + 1 + question[at]].decode())
            at += question[at] + 1
        kind = question[at + 2]
        addresses = []
        answers = self.names.get(".".join(labels).lower())
        if answers and kind == 1:
            addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        records = b"".join(b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x00\x00\x04" + socket.inet_aton(a)
                           for a in addresses)
        code = b"\x81\x80" if answers else b"\x81\x83"
        return (question[:2] + code + b"\x00\x01" + len(addresses).to_bytes(2, "big") +
                b"\x00\x00\x00\x00" + question[12:at + 5] + records)


def wait_until(condition, seconds=10):
    end = time.time() + seconds
    while not condition() and time.time() < end:
        time.sleep(0.02)
    return condition()
