// The bounded pool of threads on which reading handlers and slow preparations run. Writes have a queue of their own in storage.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mortise::pipeline {

class Workers {
public:
    Workers(unsigned threads, std::size_t queue);
    ~Workers();   // finishes what is queued
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False when the queue is full: nothing was taken. What a task throws is logged.
    [[nodiscard]] bool post(std::function<void()> task);
    std::size_t waiting() const;

private:
    void run();

    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> tasks_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace mortise::pipeline
