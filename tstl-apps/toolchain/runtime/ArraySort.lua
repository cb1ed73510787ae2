-- Stable merge sort; without a comparison by text, undefined at the end.
local __TS__ArraySort
do
    local function merge(from, to, low, middle, high, after)
        local left, right = low, middle
        for i = low, high - 1 do
            if left < middle and (right >= high or not after(from[left], from[right])) then
                to[i] = from[left]
                left = left + 1
            else
                to[i] = from[right]
                right = right + 1
            end
        end
    end
    local function sorted(list, count, after)
        local from, to, width = list, {}, 1
        while width < count do
            for low = 1, count, 2 * width do
                local middle = low + width
                local high = middle + width
                merge(from, to, low, middle > count and count + 1 or middle, high > count and count + 1 or high, after)
            end
            from, to = to, from
            width = 2 * width
        end
        return from
    end
    function __TS__ArraySort(self, compare)
        local after
        if compare then
            after = function(a, b) return compare(nil, a, b) > 0 end
        elseif type(self[1]) == "string" then
            after = function(a, b) return a > b end
        else
            after = function(a, b) return __TS__String(a) > __TS__String(b) end
        end
        local count = #self
        local copy = {}
        for i = 1, count do
            copy[i] = self[i]
        end
        local result = sorted(copy, count, after)
        for i = 1, count do
            self[i] = result[i]
        end
        return self
    end
end
