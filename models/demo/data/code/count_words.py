from collections import Counter


def count_words(text):
    return Counter(text.lower().split()).most_common(10)


print(count_words("to be or not to be"))
