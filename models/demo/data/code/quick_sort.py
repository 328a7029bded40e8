def quick_sort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    left = [x for x in items if x < pivot]
    same = [x for x in items if x == pivot]
    right = [x for x in items if x > pivot]
    return quick_sort(left) + same + quick_sort(right)


print(quick_sort([5, 2, 9, 1, 5, 6]))
