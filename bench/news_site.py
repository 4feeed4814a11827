#!/usr/bin/env python3
"""Writes a news site for crawlers: news_site.py FOLDER [PAGES].

Page 0 is index.html; each page links to ten others, so that following links reaches all of them.
The same bytes on every machine.
"""
import pathlib
import random
import sys

COMPANIES = ["Acme Corporation", "Example Holdings", "Globex Inc.", "Initech Ltd.", "Umbrella Group",
             "Hooli Inc.", "Stark Industries", "Wayne Enterprises", "Vehement Capital", "Massive Dynamic"]
CHINESE = ["星河科技", "遠東電子", "華辰能源", "金石資本", "東海半導體", "晨光生技"]
ENGLISH_TEXT = [
    "{a} said on Monday that it agreed to invest ${n} million in {b}, according to a statement.",
    "Shares of {a} rose {p}% after the announcement, while the wider market was little changed.",
    "Analysts had expected revenue of ${n} million for the quarter that ended in September.",
    "{b} will use the money to build a plant near the coast and to hire {n} people, it said.",
    "The companies did not say when the work will begin, and a spokesman declined to comment.",
    "Last year {b} bought chips worth ${n} million from {a}, two people who know the matter said.",
]
CHINESE_TEXT = [
    "{a}今日宣布，將向{b}投資{n}億元，取得{p}%股權，雙方已簽署協議。",
    "受此消息激勵，{a}股價盤中一度上漲{p}%，成交量放大至{n}張。",
    "法人預估，{b}第三季營收可望達{n}億元，年增{p}%，優於市場預期。",
    "公司表示，資金將用於擴建廠房與添購設備，預計明年下半年投產。",
]


def paragraph(rng):
    chinese = rng.random() < 0.4
    names = CHINESE if chinese else COMPANIES
    texts = CHINESE_TEXT if chinese else ENGLISH_TEXT
    a, b = rng.sample(names, 2)
    lines = [rng.choice(texts).format(a=a, b=b, n=rng.randint(2, 900), p=rng.randint(1, 40))
             for _ in range(rng.randint(2, 4))]
    return "<p>" + " ".join(lines) + "</p>"


def links_of(number, pages, rng):
    children = [number * 8 + k for k in range(1, 9) if number * 8 + k < pages]
    return children + [rng.randrange(pages) for _ in range(10 - min(len(children), 8))]


def page(number, pages):
    rng = random.Random(number)
    menu = "".join(f"<li><a href='/section-{s}.html' class='menu-item level-{s % 3}'>Section {s}</a></li>"
                   for s in range(30))
    related = "".join(f"<li class='teaser'><a href='/{n}.html'><img src='/i/{n}.jpg' alt=''>"
                      f"<span>More on story {n}</span></a></li>" for n in links_of(number, pages, rng))
    body = "".join(paragraph(rng) for _ in range(rng.randint(8, 14)))
    return (f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Story {number}</title>"
            f"<meta property='article:published_time' content='2026-{number % 12 + 1:02}-{number % 28 + 1:02}T08:00:00Z'>"
            f"<style>{'.a { margin: 0 } ' * 60}</style></head><body><nav><ul>{menu}</ul></nav>"
            f"<main><article><h1>Story {number} of the day in business</h1>{body}</article>"
            f"<aside><h2>Read more</h2><ul>{related}</ul></aside></main>"
            f"<footer>{'<p>Terms, privacy and imprint</p>' * 5}</footer>"
            f"<script>var state = {{{', '.join(f'key{k}: {k}' for k in range(200))}}};</script></body></html>")


def main():
    folder = pathlib.Path(sys.argv[1])
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        (folder / f"{number}.html").write_text(page(number, pages), encoding="utf-8")
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\nDisallow: /section-\n")


main()
